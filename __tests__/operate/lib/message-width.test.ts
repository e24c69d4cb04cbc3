import { projectOf, withConfig } from '../../../config/project';
import { type Command, runCommand } from '../../../operate/lib/command';
import { printWarnings } from '../../../operate/lib/print-warnings';
import { runMain } from '../../../scripts/lib/run-main';
import { aConfig } from '../../support/builders';

const LONG =
  'The registry can not be reached from here, because the network of the machine has no route to it: az acr check-health --name a --yes';

const { isTTY, columns } = process.stderr;
const { exitCode } = process;
const written: string[] = [];
const keep = (text: unknown) => written.push(...String(text).trimEnd().split('\n')) > 0;

beforeEach(() => {
  written.length = 0;
  Object.assign(process.stderr, { isTTY: true, columns: 60 });
  jest.spyOn(process.stderr, 'write').mockImplementation(keep);
  jest.spyOn(console, 'error').mockImplementation(keep);
});
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(process.stderr, { isTTY, columns });
  process.exitCode = exitCode;
});

const fail = () => Promise.reject(new Error(LONG));
const command: Command<null> = { name: 'doctor', usage: '', parse: () => null, run: fail };
const missing = () => {
  process.env['AGENTS_CONFIG'] = 'environments/agents.config.ts';
  try {
    withConfig(projectOf(__dirname), () => {});
  } finally {
    delete process.env['AGENTS_CONFIG'];
  }
};

test.each<[what: string, print: () => unknown]>([
  ['an error of a command of the operator', () => runCommand(command, [])],
  ['an error of a script', () => runMain('validate', '', fail)],
  ['a warning', () => printWarnings(aConfig({ location: 'atlantis' }))],
  ['a problem of the config', missing],
])('%s is broken into lines of the width of the terminal', async (_, print) => {
  await print();
  expect(written.length).toBeGreaterThan(1);
  // Commands stay whole.
  expect(written.filter((line) => line.length > 60 && !/^az /.test(line))).toEqual([]);
});

test.each<[what: string, print: () => unknown]>([
  ['an error of a command of the operator', () => runCommand(command, [])],
  ['an error of a script', () => runMain('validate', '', fail)],
])('%s is one line in a pipe', async (_, print) => {
  process.stderr.isTTY = false;
  await print();
  expect(written).toEqual([LONG]);
});
