// The page in Chromium: npm run test:page. The other tests of the page are in page.test.ts and need no browser. What it has in
// common with the page of the fake Azure DevOps is tested there.
import type { Browser, Page } from 'playwright-core';
import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { faultsOf, NO_FAULTS } from '../../fake-devops/page/support/accessibility';
import { startChromium } from '../../fake-devops/page/support/chromium';
import { announce, type Scene, startScene } from '../support/scene';

let browser: Browser;
let scene: Scene;
let github: FakeGitHub;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  scene = await startScene();
  github = scene.github;
  errors.length = 0;
});
afterEach(async () => {
  await page?.context().close();
  await github.close();
  expect(errors).toEqual([]);
});

/** Opens the page and waits for its first state. */
async function open({ width = 1280, colorScheme = 'light' as 'light' | 'dark' } = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(github.origin);
  await page.getByText('live', { exact: true }).waitFor();
}

const named = (name: string) => page.getByRole('button', { name, exact: true });
const rowOf = (name: string) => page.getByRole('row').filter({ has: named(name) });
const textsIn = async (table: string) => (await page.getByRole('table', { name: table }).getByRole('row').allInnerTexts()).slice(1);

/** A job that runs, one that has failed, and one that waits; scale sets with and without a session. */
async function fill(): Promise<void> {
  await scene.service.createSet('linux-with-a-long-name-of-forty-characters');
  await scene.service.openSession(2, 'agents-scaler-5d8f9c7b6d-x7k2p');
  await scene.service.createSet('unused');
  await announce(scene);
  for (const name of ['runner-1', 'gh-linux-with-a-long-name-x7k2p-p9qrs']) {
    await scene.service.jit(name);
    github.connect(name);
    github.queueJob({ labels: 'linux', name: `Build of ${name}` });
  }
  const [first] = github.jobs;
  if (first !== undefined) github.finishJob(first, 'failed');
  github.queueJob({ labels: ['linux', 'gpu'], name: 'Waits' });
}

test.each([
  { look: 'light', width: 1280, colorScheme: 'light' },
  { look: 'dark', width: 1280, colorScheme: 'dark' },
  { look: 'narrow and light', width: 390, colorScheme: 'light' },
  { look: 'narrow and dark', width: 390, colorScheme: 'dark' },
  { look: 'of middle width', width: 1000, colorScheme: 'light' },
] as const)('$look: all is readable, named and on the screen; the story of a job is a click away', async ({ width, colorScheme }) => {
  await fill();
  await open({ width, colorScheme });
  await named('Switch on: REST API: 429').click();
  await named('Switch off: REST API: 429').waitFor();
  expect(await faultsOf(page)).toEqual(NO_FAULTS);

  await named('Build of runner-1').click();
  const story = page.getByRole('dialog').getByRole('list').getByRole('listitem');
  await story.first().waitFor();
  expect((await story.allInnerTexts()).map((text) => text.split('\n')[1])).toEqual([
    'queued',
    'assigned to scale set linux',
    'sent to runner-1',
    'acquired by the runner',
    'failed',
  ]);
  expect(await faultsOf(page)).toEqual(NO_FAULTS);
});

test('scale sets, runners and requests are shown', async () => {
  await fill();
  await open();
  const cells = (text: string | undefined) => text?.split('\t');
  expect(cells((await textsIn('Scale sets'))[0])).toEqual([
    'linux linux',
    'contoso, group Default',
    'host-1',
    '10',
    '0',
    '0',
    '1',
    '1',
    '1',
    '1',
    '0',
    'Lose session Delete',
  ]);
  expect(cells((await textsIn('Runners'))[0])?.slice(0, 4)).toEqual([
    'gh-linux-with-a-long-name-x7k2p-p9qrs',
    'busy',
    'Build of gh-linux-with-a-long-name-x7k2p-p9qrs',
    'linux',
  ]);
  const [, method, path, status] = cells((await textsIn('Requests, newest first'))[0]) ?? [];
  expect({ method, path, status }).toEqual({ method: 'POST', path: expect.stringContaining('/generatejitconfig'), status: '200' });
});

test('without a scale set, the page shows the config URLs', async () => {
  await open();
  await named('Delete linux').click();
  await page.getByText('No client has created a scale set').waitFor();
  expect(await page.locator('pre').first().textContent()).toBe(`${github.origin}/contoso\n${github.origin}/contoso/app`);
});

test('the form queues a job for the scale set, and a button cancels it', async () => {
  await open();
  await page.getByLabel('Name').fill('Compile');
  await named('Queue a job').click();
  await rowOf('Compile').getByText('queued').waitFor();
  const [job] = github.jobs;
  expect(job?.record).toMatchObject({ labels: ['linux'], repository: 'contoso/app' });
  await named(`Cancel Compile ${job?.id}`).click();
  await rowOf('Compile').getByText('canceled').waitFor();
  expect(job?.result).toBe('canceled');
});

test('another button queues ten jobs; what is refused is said next to the form', async () => {
  await open();
  await page.getByLabel('Labels').fill('aks-linux, gpu');
  await named('Queue ten').click();
  await rowOf('Job 10').waitFor();
  expect(github.jobs.map(({ record }) => record.labels)).toEqual(Array.from({ length: 10 }, () => ['aks-linux', 'gpu']));
  await page.getByLabel('Repository').fill('contoso/none');
  await named('Queue a job').click();
  await page.locator('output').getByText('Not Found').waitFor();
});

test('buttons let the scale set lose its session, and switch a fault off', async () => {
  await open();
  await named('Lose the session of linux').click();
  await page.getByRole('table', { name: 'Scale sets' }).getByText('none').waitFor();
  expect(github.scaleSets).toMatchObject([{ sessionOwner: undefined }]);
  await named('Switch on: New sessions: 409, another host has one').click();
  await named('Switch off: New sessions: 409, another host has one').waitFor();
  expect((await scene.service.openSession()).status).toBe(409);
  await named('Switch off: New sessions: 409, another host has one').click();
  await named('Switch on: New sessions: 409, another host has one').waitFor();
  expect((await scene.service.openSession()).status).toBe(200);
});

test('markup in names is text', async () => {
  const markup = '<b class="evil">x</b>';
  await scene.service.createSet(markup);
  await scene.service.openSession(2, markup);
  await scene.service.jit(markup, 2);
  github.queueJob({ labels: markup, name: markup });
  await fetch(`${github.origin}/${markup}`);
  await open();
  await named(markup).click();
  await page.getByRole('dialog').getByRole('heading', { name: markup }).waitFor();
  await page.getByRole('table', { name: 'Runners' }).getByText(markup).first().waitFor();
  expect(await page.locator('.evil').count()).toBe(0);
});
