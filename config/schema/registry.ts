import * as z from 'zod';
import { oneOf, text } from './field';

export const registry = z.strictObject({
  /** Tier of the registry. @default 'Basic' */
  sku: oneOf(['Basic', 'Standard', 'Premium'], 'Basic is enough for a few agent images').default('Basic'),
  /** Name of the registry, unique in all of Azure. @default - acr, the name of the deployment without hyphens, and a hash of name, location and organisation or, without agent pools, the URL in gitHub */
  name: text(/^[A-Za-z0-9]{5,50}$/, { rule: '5 to 50 letters and digits', remedy: 'leave it out, and a name is derived' }).optional(),
});
