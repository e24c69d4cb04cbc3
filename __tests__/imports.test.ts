import { projectFiles, readProjectFile } from './pipelines/project-files';
import { circleIn, type ImportGraph, importsOf, productGraph, specifiersOf } from './support/import-graph';

/** A row of the table "Where things are". */
interface Room {
  readonly folder: string;
  readonly mayImport: readonly string[];
}

const codeIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);

/** Reads the table of docs/architecture.md. */
function roomsIn(page: string): readonly Room[] {
  const [, section = ''] = page.split('## Where things are');
  const rows = [...section.matchAll(/^\| (`[^|]+) \| [^|]* \| ?([^|]*)\|$/gm)];
  return rows.flatMap(([, folders = '', mayImport = '']) => codeIn(folders).map((folder) => ({ folder, mayImport: codeIn(mayImport) })));
}

const rooms = roomsIn(readProjectFile('docs/architecture.md'));

/** The room of a file: the row with the longest path that it is in. */
function roomOf(file: string): Room {
  const [room] = rooms.filter(({ folder }) => file.startsWith(folder)).toSorted((a, b) => b.folder.length - a.folder.length);
  if (room === undefined) throw new Error(`docs/architecture.md, "Where things are", has no row for ${file}`);
  return room;
}

const against = (graph: ImportGraph): readonly string[] =>
  [...graph].flatMap(([file, targets]) => {
    const { folder, mayImport } = roomOf(file);
    return targets
      .filter((to) => roomOf(to).folder !== folder && !mayImport.includes(roomOf(to).folder))
      .map((to) => `${file} imports ${to}`);
  });

const graph = productGraph();

test.each([
  "import { a } from '../proof/e2e/main';",
  "import type { A } from '../proof/e2e/main';",
  "import '../proof/e2e/main';",
  "export * from '../proof/e2e/main';",
  "let a: import('../proof/e2e/main').A;",
  "await import('../proof/e2e/main.js');",
  'require("../proof/e2e/main");',
  "require.resolve('../proof/e2e/main');",
])('%s is an import', (source) => {
  expect(specifiersOf(source)).toHaveLength(1);
  expect(importsOf('operate/a.ts', source)).toEqual(['proof/e2e/main']);
});

test('a computed path or a text is not an import', () => {
  expect(importsOf('a.ts', "log(`read ${count} variables from './.env'`)")).toEqual([]);
  expect(importsOf('scripts/build.mjs', "entryPoints: ['./proof/fake-devops/stub-agent/main.ts']")).toEqual([]);
});

test('an import against the direction, and a circle, are found', () => {
  const wrong = new Map([['config/names.ts', ['stacks/build-app.ts']]]);
  expect(against(wrong)).toEqual(['config/names.ts imports stacks/build-app.ts']);
  expect(circleIn(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b', 'c', 'b']); // biome-ignore format: one line reads as a graph
});

test('every folder imports only from where docs/architecture.md says it may', () => {
  expect(graph.size).toBeGreaterThan(400);
  expect(against(graph)).toEqual([]);
});

test('no file imports itself through others', () => {
  expect(circleIn(graph)).toBeUndefined();
});

/** The only files that may know which provider there is. */
const KNOW_THE_PROVIDER =
  /^(providers\/azure-devops|agent\/azure-pipelines|operate\/(lib|doctor\/(checks|facts)|load-test)\/azure-devops|docs\/examples|proof)\/|^operate\/lib\/agent-service\.ts$|^stacks\/agents-stack\.ts$/;

test('only a few files import a provider; the others take it through its contract', () => {
  const users = [...graph].filter(([, targets]) => targets.some((to) => to.startsWith('providers/azure-devops/'))).map(([file]) => file);
  expect(users.filter((file) => !KNOW_THE_PROVIDER.test(file))).toEqual([]);
});

test.each(['agent', 'constructs'])('the folders in %s/ do not import each other in a circle', (room) => {
  const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');
  const inside = [...graph].filter(([file]) => file.startsWith(`${room}/`) && file.split('/').length > 2);
  const folders = new Map<string, string[]>();
  for (const [file, targets] of inside) {
    const others = targets.map(folderOf).filter((folder) => folder !== folderOf(file) && folder.startsWith(`${room}/`));
    folders.set(folderOf(file), [...(folders.get(folderOf(file)) ?? []), ...others]);
  }
  expect(folders.size).toBeGreaterThan(3);
  expect(circleIn(folders)).toBeUndefined();
});

test('a config of a deployment may be in environments/, and uses only config/', () => {
  expect(against(new Map([['environments/production.ts', ['config/define.ts']]]))).toEqual([]);
  expect(against(new Map([['environments/production.ts', ['stacks/build-app.ts']]]))).toHaveLength(1);
});

test('there are at most 14 visible folders, each with a row, in addition to the one for the configs of users', () => {
  const folders = new Set(projectFiles(/^(?!environments\/)[^.][^/]*\//).map((file) => file.split('/')[0] ?? ''));
  expect(folders.size).toBeLessThanOrEqual(14);
  for (const folder of folders) expect(rooms.some((room) => room.folder.startsWith(`${folder}/`))).toBe(true);
});
