import * as z from 'zod';
import { field } from './field';

const IMAGE =
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/;

/** A port of the registry is no tag: it has a path behind it. */
const TAG_OR_DIGEST = /[:@][^/]*$/;

export const builtImage = z.strictObject({
  /** Where the image comes from: `build` builds docker/ inside the registry, without Docker on the workstation. */
  kind: field(z.literal('build'), { rule: 'build or reference', remedy: 'choose one of the two' }),
  /** Values for the ARGs of docker/Dockerfile, such as BASE_IMAGE or AGENT_URL of a mirror. @default {} (the defaults of the Dockerfile) */
  buildArgs: z
    .record(
      // IMAGE chooses between the agent image and the runner image, and belongs to the stack.
      field(z.string().regex(/^(?!IMAGE$)[A-Z][A-Z0-9_]*$/), {
        rule: 'the name of an ARG of docker/Dockerfile other than IMAGE, which this project sets',
        remedy: 'write it in capitals, as there',
      }),
      field(
        // cmd.exe replaces %NAME% even between quotes. A name never starts with a digit, so %20 is safe.
        z.string().regex(/^(?:[\w.:/@+=,~?&-]|%[0-7][0-9A-Fa-f])*$/),
        {
          rule: 'text without spaces, quotes, "$", and "%" other than in an encoding such as %20',
          remedy: 'it becomes part of a command line: use letters, digits and the signs of a URL',
        },
      ),
    )
    .default({}),
});

export const referencedImage = z.strictObject({
  /** Where the image comes from: `reference` names an existing image. There is no image stack if no image is built. */
  kind: field(z.literal('reference'), { rule: 'build or reference', remedy: 'choose one of the two' }),
  /** The image, with its registry and a tag or digest. The cluster must be able to pull it: it can pull from its own registry and from public ones. */
  reference: field(z.string().regex(IMAGE).regex(TAG_OR_DIGEST), {
    rule: 'an image with registry and tag or digest, like example.azurecr.io/agent:1',
    remedy: 'add the registry, and ":<tag>" or "@sha256:<digest>"',
  }),
});

/** The image that agents and placeholders run, and that which runners run. */
export const imageSchema = z.discriminatedUnion('kind', [builtImage, referencedImage]);
