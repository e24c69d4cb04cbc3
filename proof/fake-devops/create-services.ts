import { realClock } from './clock';
import { Entra } from './identity/entra';
import { Tokens } from './identity/tokens';
import type { FakeDevOpsOptions } from './options';
import type { Services } from './routes/services';
import { defaultSettings } from './settings';
import { Agents } from './state/agents';
import { dispatchJobs } from './state/dispatcher';
import { Jobs } from './state/jobs';
import { Sessions } from './state/sessions';
import { Store } from './state/store';
import { StubBehaviours } from './stub-behaviour';

/** Lifetime of a job's own token: longer than any job runs. */
const JOB_TOKEN_SECONDS = 2 * 24 * 3600;

/** Creates the organisation with its agent pools and pipelines. `url` is called only while a request is answered. */
export function createServices(options: FakeDevOpsOptions, url: () => string): Services {
  const { clock = realClock, projects = ['demo'], pools = [], pipelines = [] } = options;
  const settings = { ...defaultSettings(), ...options.settings };
  const store = new Store(clock, settings, projects);
  for (const pool of pools) store.addPool(pool);
  for (const pipeline of pipelines) store.addPipeline(pipeline);
  const sessions = new Sessions(store);
  const agents = new Agents(store, sessions);
  const tokens = new Tokens(clock);
  const jobs = new Jobs(store, sessions, (clientId) => tokens.issueToAgent(clientId, JOB_TOKEN_SECONDS));
  dispatchJobs(store, jobs);
  return { clock, settings, store, sessions, agents, jobs, tokens, stub: new StubBehaviours(), entra: new Entra(), url };
}
