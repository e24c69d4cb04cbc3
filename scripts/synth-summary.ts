import { resolve } from 'node:path';
import { agentImageOf } from '../config/agent-image';
import { namesOf } from '../config/names';
import { projectOf, withConfig } from '../config/project';
import { printWarnings } from '../operate/lib/print-warnings';
import { costLine } from './cost/cost-line';
import { readStacks } from './lib/stack-json';
import { summarize } from './lib/summary';

const project = projectOf(__dirname);
withConfig(project, (config) => {
  printWarnings(config);
  const { reference, build } = agentImageOf(config, namesOf(config), project.imageContext);
  const outdir = process.env['CDKTF_OUTDIR'] || 'cdktf.out';
  const stacks = readStacks(resolve(project.root, outdir));
  console.log(summarize({ stacks, image: { reference, built: build !== undefined }, outdir, cost: costLine(config) }));
});
