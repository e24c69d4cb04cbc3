import type { Call } from '../../providers/contract/call';
import { forgetRegistration } from '../azure-pipelines/agent-files';
import { configure } from '../azure-pipelines/configure';
import { agentService } from '../azure-pipelines/service';
import { tokenSource } from '../azure-pipelines/token';
import { withSignInFaults } from '../azure-pipelines/token-faults';
import { livePods } from '../kubernetes/live-pods';
import { listPods } from '../kubernetes/pod-list';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { KeepSettings, ReapSettings } from '../settings/keep-settings';
import { showFacts } from './facts';
import { imageBuiltAt } from './image-built';
import { JobWatch } from './job-watch';
import { Keeper, type PodWatch } from './keeper';
import { Metrics } from './metrics';
import { Placeholder } from './placeholder';
import { PodMetrics } from './pod-metrics';
import { Reaper, type ReaperInputs } from './reaper';
import { Throttle } from './throttle';

export interface Assembly {
  readonly keeper: Keeper;
  readonly placeholder: Placeholder;
  readonly metrics: Metrics;
  readonly throttle: Throttle;
}

/** Creates and connects the parts of "keep". */
export function assemble(settings: KeepSettings, env: Environment, runtime: Runtime): Assembly {
  const { organisation, agentName, registerLimitMs } = settings;
  const { pool } = organisation;
  const metrics = new Metrics('id' in pool ? String(pool.id) : pool.name);
  showFacts(metrics.registry, { ...settings, imageBuiltAt: imageBuiltAt(settings.imageBuiltFile) });
  const throttle = new Throttle();
  const onCall = (call: Call) => {
    metrics.countCall(call);
    throttle.note(call);
  };
  const token = withSignInFaults(tokenSource(organisation.auth, runtime.log));
  const service = agentService({ url: organisation.url, token, onCall });
  const placeholder = new Placeholder({
    name: agentName,
    service,
    log: runtime.log,
    // Not by the class Registration, which deletes the agent if registering fails: the placeholder must stay.
    register: async ({ name }) => {
      const { value } = await token();
      const agent = await configure({ settings, poolName: name, token: value, env, limitMs: registerLimitMs }, runtime);
      // The placeholder never runs, so it needs neither the key nor the token that config.sh may have saved in its place.
      await forgetRegistration(settings.folders.home);
      return agent;
    },
  });
  const { countReaped: onReaped, countOnlineWithoutPod: onOnlineWithoutPod } = metrics;
  const reaper = createReaper(settings, { service, onReaped, onOnlineWithoutPod, throttle }, runtime);
  const keeper = new Keeper({
    pool,
    service,
    placeholder,
    reaper,
    jobs: new JobWatch(metrics),
    metrics,
    pods: settings.reap && watchPods(settings.reap, metrics),
  });
  return { keeper, placeholder, metrics, throttle };
}

function watchPods({ prefix, kubernetes }: ReapSettings, { registry }: Metrics): PodWatch {
  const shown = new PodMetrics(registry, prefix);
  return { list: () => listPods(kubernetes), show: (list) => shown.show(list) };
}

function createReaper(
  { reap, agentName }: KeepSettings,
  inputs: Omit<ReaperInputs, 'rule' | 'livePods'>,
  runtime: Runtime,
): Reaper | undefined {
  if (reap === undefined) {
    runtime.log.info('agents whose pods have ended are not reaped', {
      reason: 'this requires AZP_AGENT_NAME_PREFIX, AZP_NAMESPACE and the Kubernetes API, to list the pods that are alive',
    });
    return undefined;
  }
  const { prefix, offlineMs, kubernetes } = reap;
  const rule = { prefix, placeholder: agentName, offlineMs };
  return new Reaper({ ...inputs, rule, livePods: () => livePods(kubernetes) }, runtime);
}
