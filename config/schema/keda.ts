import * as z from 'zod';
import { KEDA_VERSIONS, type KedaVersion, NEWEST_KEDA_VERSION } from '../keda-version';
import { DEFAULT_TRIGGER, TRIGGERS } from '../trigger';
import { field, oneOf, text, wholeNumber } from './field';

const versions = Object.keys(KEDA_VERSIONS) as [KedaVersion, ...KedaVersion[]];

export const keda = z.strictObject({
  /** Version of KEDA and of its chart. Versions count jobs differently, so only those with a known scaling strategy are accepted. @default '2.21.0' */
  version: field(z.enum(versions), {
    rule: `a version whose scaling strategy is known: ${versions.join(', ')}`,
    remedy: 'use one of these, or add a version and its strategy to config/keda-version.ts',
  }).default(NEWEST_KEDA_VERSION),
  /** Who counts the jobs in the queue: `metrics-api` is the scaler of this project, which KEDA polls every second and which alone reads the queues; `azure-pipelines` is KEDA's own scaler, which needs the token too. @default 'metrics-api' */
  trigger: oneOf(TRIGGERS, 'metrics-api starts agents sooner; azure-pipelines needs no component of this project').default(DEFAULT_TRIGGER),
  /** Seconds that KEDA waits for an answer of Azure DevOps. Slow answers are common for busy agent pools. @default 15 */
  httpTimeoutSeconds: wholeNumber(1, 300, "15 is a good start; KEDA's own default of 3 is too short for busy agent pools").default(15),
  /** Chart repository, for closed networks. @default 'https://kedacore.github.io/charts' */
  chartRepository: text(/^(?:https?|oci):\/\/[^\s"$/@?#]+(?:\/[^\s"$@]*[^\s"$/@])?$/, {
    rule: 'an https://, http:// or oci:// URL without a user name and without a trailing slash',
    remedy: 'give the address of a mirror of the kedacore charts',
  }).default('https://kedacore.github.io/charts'),
  /** Registry of KEDA's images, for closed networks. @default 'ghcr.io' */
  imageRegistry: text(/^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/, {
    rule: 'the host of a registry, with an optional path',
    remedy: 'give it without https:// and without a trailing slash',
  }).default('ghcr.io'),
});
