import * as z from 'zod';
import { field, text } from './field';

export const existingSecret = z.strictObject({
  /** Where the secret comes from: `existing` is a Secret in the namespace of the agents that something else creates, such as an operator that reads a key vault. Pods wait until it exists. */
  kind: field(z.literal('existing'), { rule: 'variable or existing', remedy: 'choose one of the two' }),
  /** Name of the Secret. Its key is private-key for the key of an App, and token for a token. */
  secret: text(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, {
    rule: 'the name of a Secret: 1 to 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends',
    remedy: 'write the name of the Secret, not what it holds',
  }),
});
