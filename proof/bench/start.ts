import { parseOptions } from '../../operate/lib/parse-options';
import { buildAgentImage } from '../image/image';
import { requirePrerequisites } from '../image/prerequisites';
import { createScratchFolder } from '../image/scratch-folder';
import { countOf, runAsProcess } from '../lib/command';
import { renderFigures } from './start/figures';
import { ownPod, tutorialPod } from './start/pods';
import { runIdle, runToFirstStep } from './start/run-pod';

const USAGE = `Measures what the start of an agent costs: the CPU seconds of all processes in
the containers of its pod, from their start to the first step of a job, for this
project and for the start script of Microsoft's tutorial, and the memory of a
registrar whose agent waits for a job.

  npm run bench:start [-- OPTIONS]

  --runs N           how many pods of each kind; default 9
  --idle-seconds N   how long an agent waits before the memory is read;
                     default 30

Builds the agent image with a stub of the agent, and runs its containers with
runc and the fake Azure DevOps. The CPU time is that of the containers' control
groups. Needs Linux and root.`;

interface Options {
  readonly runs: number;
  readonly idleSeconds: number;
}

/** Pods whose memory is measured. It differs less than the CPU time. */
const IDLE_PODS = 3;

function parse(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { runs = '9', 'idle-seconds': idleSeconds = '30' } = parseOptions(args, { runs: text, 'idle-seconds': text });
  return { runs: countOf('--runs', runs), idleSeconds: countOf('--idle-seconds', idleSeconds) };
}

async function run({ runs, idleSeconds }: Options): Promise<number> {
  requirePrerequisites();
  const scratch = createScratchFolder();
  const image = await buildAgentImage(scratch);
  // The first pods read the image from the disk.
  for (const pod of [ownPod, tutorialPod]) await runToFirstStep(image, scratch, pod);
  const own = [];
  const tutorial = [];
  // In turn, so that changes of the machine's speed affect both.
  for (let count = 1; count <= runs; count++) {
    console.error(`pods ${count} of ${runs}`);
    own.push(await runToFirstStep(image, scratch, ownPod));
    tutorial.push(await runToFirstStep(image, scratch, tutorialPod));
  }
  const idle = [];
  for (let count = 1; count <= IDLE_PODS; count++) idle.push(await runIdle(image, scratch, ownPod, idleSeconds));
  console.log(`\nMedian (lowest to highest) of ${runs} pods of each kind; of ${IDLE_PODS} idle pods\n`);
  console.log(renderFigures({ own, tutorial, idle }));
  return 0;
}

void runAsProcess({ name: 'bench:start', usage: USAGE, parse, run }, process.argv.slice(2));
