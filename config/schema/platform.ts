import * as z from 'zod';
import { KEDA_VERSIONS, type KedaVersion, NEWEST_KEDA_VERSION } from '../keda-version';
import { field, oneOf, text, wholeNumber } from './field';

const IMAGE =
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/;
const versions = Object.keys(KEDA_VERSIONS) as [KedaVersion, ...KedaVersion[]];

export const registry = z.strictObject({
  /** Tier of the registry. @default 'Basic' */
  sku: oneOf(['Basic', 'Standard', 'Premium'], 'Basic is enough for a few agent images').default('Basic'),
  /** Name of the registry, unique in all of Azure. @default - acr, the deployment's name without hyphens, and a hash of name, location and organisation */
  name: text(/^[A-Za-z0-9]{5,50}$/, '5 to 50 letters and digits', 'leave it out to have one derived').optional(),
});

export const builtImage = z.strictObject({
  /** Where the agent image comes from: `build` builds docker/ inside the registry, without Docker on the workstation. */
  kind: field(z.literal('build'), 'build or reference', 'choose one of the two'),
  /** Values for the ARGs of docker/Dockerfile, such as BASE_IMAGE or AGENT_URL of a mirror. @default {} (what the Dockerfile says) */
  buildArgs: z
    .record(
      field(z.string().regex(/^[A-Z][A-Z0-9_]*$/), 'the name of an ARG of docker/Dockerfile', 'write it in capitals, as there'),
      field(
        // cmd.exe replaces %NAME% between quotes too. No variable has a name that begins with a digit.
        z.string().regex(/^(?:[\w.:/@+=,~?&-]|%[0-7][0-9A-Fa-f])*$/),
        'text without spaces, quotes, "$", and "%" other than in an encoding such as %20',
        'it becomes a part of a command line: use letters, digits and the signs of a URL',
      ),
    )
    .default({}),
});

export const referencedImage = z.strictObject({
  /** Where the agent image comes from: `reference` names one that exists. The image stack is then empty. */
  kind: field(z.literal('reference'), 'build or reference', 'choose one of the two'),
  /** The image, with registry, by tag or digest. The cluster must be able to pull it: it may pull from its own registry, and from public ones. */
  reference: field(
    z
      .string()
      .regex(IMAGE)
      .refine((value) => /[:@][^/]*$/.test(value)),
    'an image with registry and tag or digest, like example.azurecr.io/agent:1',
    'add the registry, and ":<tag>" or "@sha256:<digest>"',
  ),
});

/** The image that agents and placeholders run. */
export const imageSchema = z.discriminatedUnion('kind', [builtImage, referencedImage]);

export const keda = z.strictObject({
  /** Version of KEDA and of its chart. Each version counts jobs in its own way; only versions with a known strategy are accepted. @default '2.20.2' */
  version: field(
    z.enum(versions),
    `a version whose scaling strategy is known: ${versions.join(', ')}`,
    'use one of these, or add a version and its strategy to config/keda-version.ts',
  ).default(NEWEST_KEDA_VERSION),
  /** Seconds KEDA waits for an answer of Azure DevOps; slow answers are common on busy agent pools. @default 15 */
  httpTimeoutSeconds: wholeNumber(1, 300, "15 is a good start; KEDA's own default of 3 is too short for busy agent pools").default(15),
  /** Chart repository, for closed networks. @default 'https://kedacore.github.io/charts' */
  chartRepository: text(
    /^(?:https?|oci):\/\/[^\s"$/@?#]+(?:\/[^\s"$@]*[^\s"$/@])?$/,
    'an https://, http:// or oci:// URL without a user name and without a trailing slash',
    'give the address of a mirror of the kedacore charts',
  ).default('https://kedacore.github.io/charts'),
  /** Registry of KEDA's images, for closed networks. @default 'ghcr.io' */
  imageRegistry: text(
    /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/,
    'the host of a registry, with a path if need be',
    'give it without https:// and without a trailing slash',
  ).default('ghcr.io'),
});
