import * as z from 'zod';
import { existingSecret } from '../../../config/schema/existing-secret';
import { field } from '../../../config/schema/field';

/** A chart never holds a secret, so there is one kind only. The config has another one, for Terraform. */
export const existing = () =>
  field(z.literal('existing'), { rule: 'existing', remedy: 'leave it out: it is the only kind' }).default('existing');

/** Name of a Secret that exists. */
export const secretName = existingSecret.shape.secret;
