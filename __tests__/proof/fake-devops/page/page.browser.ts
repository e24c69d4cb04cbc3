// The page in Chromium: npm run test:page. The other tests of the page are in page.test.ts and need no browser.
import type { Browser, Page } from 'playwright-core';
import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';
import { Listener } from '../support/listener';
import { faultsOf, NO_FAULTS } from './support/accessibility';
import { startChromium } from './support/chromium';

let browser: Browser;
let devops: FakeDevOps;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.addAgent('linux', { name: 'linux-placeholder', version: '99.999.9', enabled: false, systemCapabilities: { kubectl: '' } });
  errors.length = 0;
});
afterEach(async () => {
  await page?.context().close();
  await devops.close();
  expect(errors).toEqual([]);
});

/** Opens the page and waits for its first state. */
async function open({ width = 1280, height = 900, colorScheme = 'light' as 'light' | 'dark' } = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(devops.origin);
  await page.getByText('live', { exact: true }).waitFor();
}

const named = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const rowOf = (name: string) => page.getByRole('row').filter({ has: named(name) });

/** An agent that has run one job, and is gone. */
async function runOneJob(): Promise<Listener> {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const job = devops.queueJob({ pool: 'linux', name: 'Build' });
  await listener.renew(job.requestId);
  await listener.call('POST', `stub/started/${job.requestId}`, {});
  await listener.complete(job.requestId, { agentShuttingDown: true });
  await listener.close();
  await call(devops, 'DELETE', `/_apis/distributedtask/pools/44/agents/${listener.agent.id}?api-version=7.1`);
  return listener;
}

test.each([
  { look: 'light', width: 1280, colorScheme: 'light' },
  { look: 'dark', width: 1280, colorScheme: 'dark' },
  { look: 'narrow and light', width: 390, colorScheme: 'light' },
  { look: 'narrow and dark', width: 390, colorScheme: 'dark' },
] as const)(
  '$look: all is readable, named and on the screen; the story of an agent and of its job is a click away',
  async ({ width, colorScheme }) => {
    devops.addPool('windows');
    await runOneJob();
    devops.queueJob({ pool: 'linux', name: 'Waits', demands: ['kubectl'] });
    devops.queueJob({ pool: 'linux', name: 'Refused', demands: ['xcode'] });
    await Listener.online(devops, 'linux-with-a-long-name-x7k2p-p9qrs', Date.now());
    await open({ width, colorScheme });
    await page.getByText('1 deleted agent').click();
    expect(await faultsOf(page)).toEqual(NO_FAULTS);

    await named('linux-1').last().click();
    const story = dialog().getByRole('list').getByRole('listitem');
    await story.first().waitFor();
    expect((await story.allInnerTexts()).map((text) => text.split('\n')[1])).toEqual([
      'registered',
      'online',
      'was assigned Build #6735',
      'picked up Build #6735',
      'ended Build #6735: succeeded',
      'shutting down',
      'offline',
      'deleted',
    ]);
    expect(await faultsOf(page)).toEqual(NO_FAULTS);

    await dialog().getByRole('button', { name: 'Build' }).first().click();
    await dialog().getByRole('heading', { name: 'Build #6735' }).waitFor();
    expect((await story.allInnerTexts()).map((text) => text.split('\n')[1])).toEqual([
      'queued',
      'assigned to linux-1',
      'picked up by the agent',
      'first step started',
      'succeeded',
    ]);
    expect(await faultsOf(page)).toEqual(NO_FAULTS);
  },
);

test('an agent pool without an agent says how to start one', async () => {
  devops.addPool('windows');
  await open();
  const section = page.getByRole('region', { name: 'Agent pool windows' });
  const commands = await section.locator('pre').textContent();
  expect(commands).toContain(`AZP_URL=${devops.url}\n`);
  expect(commands).toContain('AZP_POOL=windows ');
  expect(commands).not.toContain(devops.token);
});

test('the form queues a job; its row has its number, name, demands and state, but not the demand that the service adds', async () => {
  await open();
  await page.getByLabel('Name').fill('Compile');
  await page.getByLabel('Demands').fill('kubectl, Agent.Name -equals linux-placeholder');
  await named('Queue a job').click();
  await rowOf('Compile').waitFor();
  const row = await rowOf('Compile').textContent();
  expect(row).toMatch(/^#6735CompilekubectlAgent\.Name -equals linux-placeholderqueued/);
  expect(row).not.toContain('Agent.Version');
  expect(devops.pool('linux').requests).toHaveLength(1);
});

test('another button queues ten jobs', async () => {
  await open();
  await named('Queue ten').click();
  await rowOf('Job 10').waitFor();
  expect(devops.pool('linux').requests).toHaveLength(10);
  expect(await page.getByText('waiting', { exact: true }).locator('..').textContent()).toBe('waiting10');
});

test.each([
  ['refuses', () => devops.fault({ method: 'POST', path: /_page/, answer: '400-busy' }), 'is running a job'],
  ['does not answer', () => devops.close(), 'Not sent: the fake does not answer.'],
])('when the fake %s, that is said next to the form', async (_, cause, text) => {
  await open();
  await cause();
  await named('Queue a job').click();
  await page.getByText(text).waitFor();
});

test('a refused job says why', async () => {
  devops.queueJob({ pool: 'linux', name: 'iOS', demands: ['xcode'] });
  await open();
  await rowOf('iOS').getByText('refused').waitFor();
  await named('iOS').click();
  await dialog().getByText('No agent found in pool linux which satisfies the specified demands: xcode').waitFor();
});

/** A script for the page that ends when the text of an element changes. */
const textChanges = (selector: string) => `new Promise((changed) => {
  const node = document.querySelector(${JSON.stringify(selector)});
  const before = node.textContent;
  const check = () => node.textContent !== before && changed();
  new MutationObserver(check).observe(node, { subtree: true, childList: true, characterData: true });
})`;

test('waits and durations run on without a message from the fake', async () => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const running = devops.queueJob({ pool: 'linux', name: 'Runs' });
  await listener.renew(running.requestId);
  const waiting = devops.queueJob({ pool: 'linux', name: 'Waits', demands: ['kubectl'] });
  await open();
  await Promise.all([running, waiting].map(({ record }) => page.evaluate(textChanges(`[data-key="job-${record.jobId}"]`))));
});

test("a job's log grows while it is read, and Escape returns to where one was", async () => {
  const listener = await Listener.online(devops, 'linux-1', Date.now());
  const { requestId } = devops.queueJob({ pool: 'linux', name: 'Build' });
  await open();
  await named('Build').first().focus();
  await page.keyboard.press('Enter');
  await dialog().getByText('Nothing yet.').waitFor();
  await listener.call('POST', `stub/logs/${requestId}`, 'first line\n');
  await dialog().getByText('first line').waitFor();
  await listener.call('POST', `stub/logs/${requestId}`, 'second line\n');
  await dialog().getByText('second line').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Build');
});

test('a button keeps the focus while jobs come and go, and cancels its job', async () => {
  const job = devops.queueJob({ pool: 'linux', name: 'Build', demands: ['kubectl'] });
  await open();
  await named(`Cancel Build #${job.buildId}`).focus();
  devops.queueJob({ pool: 'linux', name: 'Later', demands: ['kubectl'] });
  await rowOf('Later').waitFor();
  await page.keyboard.press('Enter');
  await rowOf('Build').getByText('canceled').waitFor();
  expect(job.result).toBe('canceled');
});

test('on a narrow screen a job is cancelled in its dialog', async () => {
  const job = devops.queueJob({ pool: 'linux', name: 'Build', demands: ['kubectl'] });
  await open({ width: 390 });
  await named('Build').click();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().getByText('canceled').first().waitFor();
  expect(job.result).toBe('canceled');
});

test('the list of deleted agents stays open when the page changes', async () => {
  await runOneJob();
  await open();
  await page.getByText('1 deleted agent').click();
  devops.queueJob({ pool: 'linux', name: 'Later', demands: ['kubectl'] });
  await rowOf('Later').waitFor();
  expect(await page.getByRole('table', { name: 'Deleted agents of agent pool linux' }).isVisible()).toBe(true);
});

test.each([390, 1000, 1250, 1280, 1441])(
  'with long names, waits and durations, everything fits on a screen of %d pixels',
  async (width) => {
    const clock = new ManualClock('2026-01-05T09:00:00Z');
    await devops.close();
    devops = await FakeDevOps.start({ pools: ['linux'], clock });
    const listener = await Listener.online(devops, 'production-linux-large-x7k2p-p9qrs', clock.now());
    const { requestId } = devops.queueJob({ pool: 'linux', name: 'Integration tests' });
    devops.queueJob({ pool: 'linux', name: 'Integration tests' });
    clock.advance(100_000);
    await listener.renew(requestId);
    clock.advance(100_000);
    await open({ width });
    await page
      .getByText(/^3:\d\d min$/)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual(NO_FAULTS);
  },
);

test('markup in a name is text', async () => {
  devops.queueJob({ pool: 'linux', name: '<b id="evil">x</b>', demands: ['kubectl'] });
  await open();
  await named('<b id="evil">x</b>').waitFor();
  expect(await page.locator('#evil').count()).toBe(0);
});

test('a page that lost the fake says so', async () => {
  await open();
  await devops.close();
  await page.getByText('not connected').waitFor();
});
