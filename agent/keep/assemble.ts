import { REQUEST } from '../../config/timings';
import { DevOps } from '../../providers/azure-devops/client/client';
import type { Call } from '../../providers/azure-devops/client/request';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { forgetRegistration } from '../registration/agent-files';
import { configure } from '../registration/configure';
import { tokenSource } from '../registration/token';
import type { KeepSettings, ReapSettings } from '../settings/settings';
import { showFacts } from './facts';
import { imageBuiltAt } from './image-built';
import { JobWatch } from './job-watch';
import { Keeper, type PodWatch } from './keeper';
import { livePods } from './live-pods';
import { Metrics } from './metrics';
import { Placeholder } from './placeholder';
import { listPods } from './pod-list';
import { PodMetrics } from './pod-metrics';
import { Reaper, type ReaperInputs } from './reaper';
import { signingIn } from './signing-in';
import { Throttle } from './throttle';

export interface Assembly {
  readonly keeper: Keeper;
  readonly placeholder: Placeholder;
  readonly metrics: Metrics;
  readonly throttle: Throttle;
}

/** Makes the parts of "keep" and joins them. */
export function assemble(settings: KeepSettings, env: Environment, runtime: Runtime): Assembly {
  const { organisation, agentName, configMs } = settings;
  const { pool } = organisation;
  const metrics = new Metrics('id' in pool ? String(pool.id) : pool.name);
  showFacts(metrics.registry, { ...settings, imageBuiltAt: imageBuiltAt(settings.imageBuiltFile) });
  const throttle = new Throttle();
  const onCall = (call: Call) => {
    metrics.countCall(call);
    throttle.note(call);
  };
  const token = signingIn(tokenSource(organisation.auth, runtime.log));
  const devops = new DevOps({ url: organisation.url, token, timeoutMs: REQUEST.azureDevOps.milliseconds, onCall });
  const placeholder = new Placeholder({
    name: agentName,
    devops,
    log: runtime.log,
    // Without Registration, which deletes the agent when that fails: the placeholder must stay.
    register: async ({ name }) => {
      const { value } = await token();
      const agent = await configure({ settings, poolName: name, token: value, env, limitMs: configMs }, runtime);
      // It never runs: nobody needs the key, or the token that config.sh may have saved in its place.
      await forgetRegistration(settings.folders.home);
      return agent;
    },
  });
  const { countReaped: onReaped, countOnlineWithoutPod: onOnline } = metrics;
  const reaper = assembleReaper(settings, { devops, onReaped, onOnline, throttle }, runtime);
  const keeper = new Keeper({
    pool,
    devops,
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

function assembleReaper(
  { reap, agentName }: KeepSettings,
  inputs: Omit<ReaperInputs, 'rule' | 'livePods'>,
  runtime: Runtime,
): Reaper | undefined {
  if (reap === undefined) {
    runtime.log.info('agents whose pods have ended are not deleted', {
      reason: 'this needs AZP_AGENT_NAME_PREFIX, AZP_NAMESPACE and the API of Kubernetes, to see which pods live',
    });
    return undefined;
  }
  const { prefix, offlineMs, kubernetes } = reap;
  const rule = { prefix, placeholder: agentName, offlineMs };
  return new Reaper({ ...inputs, rule, livePods: () => livePods(kubernetes) }, runtime);
}
