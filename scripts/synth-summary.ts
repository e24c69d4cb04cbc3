import { resolve } from 'node:path';
import { type AgentImageSource, imagesOf } from '../config/agent-image';
import { loadConfig } from '../config/load';
import { namesOf } from '../config/names';
import { projectOf } from '../config/project';
import { parseOptions } from '../operate/lib/parse-options';
import { printWarnings } from '../operate/lib/print-warnings';
import { stepsOfOthers } from '../operate/lib/steps-of-others';
import { terminalOf } from '../operate/lib/terminal';
import { costLine } from './cost/cost-line';
import { callsLine } from './lib/calls-line';
import { runMain } from './lib/run-main';
import { readStacks } from './lib/stack-json';
import { type SummarizedImage, summarize } from './lib/summary';

const USAGE = `npm run synth
Checks the config, writes the stacks to the folder that CDKTF_OUTDIR names,
otherwise cdktf.out, and shows a summary. Needs no sign-in. AGENTS_CONFIG names
a config other than agents.config.ts.

  --help  shows this help

Exit code: 0 the stacks are written, 1 they are not, 2 usage error.
`;

async function main(args: readonly string[]): Promise<number> {
  parseOptions(args, {});
  const project = projectOf(__dirname);
  const config = loadConfig(process.env, project.root, project.compiled);
  printWarnings(config);
  const names = namesOf(config);
  const { image, runnerImage } = imagesOf(config, names, project.imageContext);
  const images = [...imageLine('Agent image', image), ...imageLine('Runner image', runnerImage)];
  const outdir = process.env['CDKTF_OUTDIR'] || 'cdktf.out';
  const { columns } = terminalOf(process.stdout, process.env);
  const stacks = readStacks(resolve(project.root, outdir));
  const [cost, calls] = [costLine(config), callsLine(config)];
  console.log(summarize({ stacks, images, outdir, cost, calls, ofOthers: stepsOfOthers(config, names), columns }));
  return 0;
}

const imageLine = (title: string, source: AgentImageSource | undefined): readonly SummarizedImage[] =>
  source === undefined ? [] : [{ title, reference: source.reference, built: source.build !== undefined }];

runMain('synth', USAGE, main);
