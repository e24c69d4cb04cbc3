import type { Container, EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { completeProps } from '../../../constructs/agents/agent-props';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import { runnerPodTemplate } from '../../../constructs/runners/runner-pod';
import { completeRunnerProps } from '../../../constructs/runners/runner-props';
import { scalerPodTemplate } from '../../../constructs/scaler/scaler-pod';
import { completeScalerProps } from '../../../constructs/scaler/scaler-props';
import type { PodObjects, Provider } from '../../../providers/contract/pod-objects';

const ENTRY = { demands: ['gpu'], capabilities: { region: 'west' } };
const POOL = { objectName: 'a-linux', namespace: 'a', serviceAccountName: 'a', image: 'example.io/agent:1' };

const namesOf = (env: readonly EnvVar[] = []) => env.map(({ name }) => name);
const mountsOf = ({ volumeMounts = [] }: Container) => volumeMounts.map(({ name }) => name);
const firstOf = ({ spec }: PodTemplateSpec) => spec?.containers[0] as Container;

/** The containers of an entry: the one that runs jobs, and those that get the credential. */
interface Containers {
  readonly job: Container;
  readonly withCredential: readonly Container[];
}

/**
 * What docs/providers.md promises at synth time of a provider whose service KEDA can poll. Each of them passes it, with each kind of
 * its credentials.
 */
export function describePodObjects(name: string, provider: Provider): void {
  const pool = completeProps({ ...POOL, provider, ...ENTRY });
  const agentPod = agentPodTemplate(pool);
  const agent = firstOf(agentPod);

  describe(`the objects of ${name}`, () => {
    const { connection, signIn, trigger, triggerSignIn } = provider(ENTRY);

    test('the same entry gives the same objects', () => {
      expect(provider(ENTRY)).toEqual(provider(ENTRY));
    });

    describeCredentials(provider(ENTRY), {
      job: agent,
      withCredential: [agentPod.spec?.initContainers?.[0] as Container, firstOf(placeholderPodTemplate(pool))],
    });

    test('KEDA gets a scaler whose parameters are text, and a way to sign in', () => {
      expect(trigger.type).toMatch(/^[a-z-]+$/);
      for (const value of Object.values(trigger.metadata)) expect(value).toEqual(expect.any(String));
      expect(Object.keys(triggerSignIn).length).toBeGreaterThan(0);
    });

    test('a parameter that names a variable names one of the container of the job, where KEDA looks', () => {
      for (const [parameter, variable] of Object.entries(trigger.metadata))
        if (parameter.endsWith('FromEnv')) expect(namesOf(agent.env)).toContain(variable);
    });

    test('what jobs ask for changes the connection and the trigger', () => {
      const other = provider({ demands: [], capabilities: {} });
      expect(other.connection).not.toEqual(connection);
      expect(other.trigger).not.toEqual(trigger);
      expect(other.signIn).toEqual(signIn);
    });
  });
}

/** The same of a provider whose service only the scaler can poll. */
export function describeRunnerObjects(name: string, provide: () => PodObjects): void {
  const pod = runnerPodTemplate(completeRunnerProps({ ...POOL, provider: provide() }));
  const scaler = scalerPodTemplate(
    completeScalerProps({
      ...POOL,
      name: 'a',
      access: provide(),
      entries: [{ objectName: 'a-linux', scaleSet: { name: 'linux', group: 'Default', labels: [] } }],
    }),
  );

  describe(`the objects of ${name}`, () => {
    test('the same properties give the same objects', () => {
      expect(provide()).toEqual(provide());
    });

    describeCredentials(provide(), {
      job: firstOf(pod),
      withCredential: [pod.spec?.initContainers?.[0] as Container, firstOf(scaler)],
    });
  });
}

function describeCredentials({ connection, signIn }: PodObjects, { job, withCredential }: Containers): void {
  test('the container of the job gets no credential', () => {
    expect(namesOf(job.env)).toEqual(expect.arrayContaining(namesOf(connection)));
    expect(namesOf(job.env)).not.toEqual(expect.arrayContaining([expect.stringMatching(/TOKEN|SECRET|KEY|PASSWORD|PAT$/)]));
    expect(namesOf(job.env).filter((variable) => namesOf(signIn.env).includes(variable))).toEqual([]);
    expect(mountsOf(job).filter((mount) => signIn.volumes.some((volume) => volume.name === mount))).toEqual([]);
  });

  test('registrar and placeholder or scaler get every credential', () => {
    for (const container of withCredential) {
      expect(namesOf(container.env)).toEqual(expect.arrayContaining([...namesOf(connection), ...namesOf(signIn.env)]));
      expect(mountsOf(container)).toEqual(expect.arrayContaining(signIn.volumeMounts.map((mount) => mount.name)));
    }
  });

  test('no variable holds a credential: each is literal text, and none comes from a Secret', () => {
    for (const { value, valueFrom } of [...connection, ...signIn.env]) {
      expect(value).toEqual(expect.any(String));
      expect(valueFrom).toBeUndefined();
    }
  });

  test('credentials are mounted read-only, each from an existing volume, and no other user can read them', () => {
    expect(signIn.volumeMounts.map((mount) => mount.name)).toEqual(signIn.volumes.map((volume) => volume.name));
    for (const mount of signIn.volumeMounts) expect(mount.readOnly).toBe(true);
    for (const { secret } of signIn.volumes) expect((secret?.defaultMode ?? 0o440) & 0o007).toBe(0);
  });
}
