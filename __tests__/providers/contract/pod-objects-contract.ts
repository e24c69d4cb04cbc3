import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import { agentPodTemplate } from '../../../constructs/agents/agent-pod';
import { completeProps } from '../../../constructs/agents/agent-props';
import { placeholderPodTemplate } from '../../../constructs/agents/placeholder-pod';
import type { Provider } from '../../../providers/contract/pod-objects';

const ENTRY = { demands: ['gpu'], capabilities: { region: 'west' } };

const namesOf = (env: readonly EnvVar[] = []) => env.map(({ name }) => name);
const mountsOf = ({ volumeMounts = [] }: Container) => volumeMounts.map(({ name }) => name);

/** What docs/providers.md promises of a provider at synth time. Every provider passes it, with each kind of its credentials. */
export function describePodObjects(name: string, provider: Provider): void {
  describe(`the objects of ${name}`, () => {
    const { connection, signIn, trigger, triggerSignIn } = provider(ENTRY);
    const pool = completeProps({
      objectName: 'a-linux',
      namespace: 'a',
      serviceAccountName: 'a',
      image: 'example.io/agent:1',
      provider,
      ...ENTRY,
    });
    const agentPod = agentPodTemplate(pool);
    const agent = agentPod.spec?.containers[0] as Container;
    const registrar = agentPod.spec?.initContainers?.[0] as Container;
    const placeholder = placeholderPodTemplate(pool).spec?.containers[0] as Container;

    test('the same entry gives the same objects', () => {
      expect(provider(ENTRY)).toEqual(provider(ENTRY));
    });

    test('the container of the job gets no credential', () => {
      expect(namesOf(agent.env)).toEqual(expect.arrayContaining(namesOf(connection)));
      expect(namesOf(agent.env)).not.toEqual(expect.arrayContaining([expect.stringMatching(/TOKEN|SECRET|KEY|PASSWORD|PAT$/)]));
      expect(namesOf(agent.env).filter((variable) => namesOf(signIn.env).includes(variable))).toEqual([]);
      expect(mountsOf(agent).filter((mount) => signIn.volumes.some((volume) => volume.name === mount))).toEqual([]);
    });

    test('registrar and placeholder get every credential', () => {
      for (const container of [registrar, placeholder]) {
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
