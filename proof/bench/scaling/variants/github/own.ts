import { FIXED_NAMES, namesOf } from '../../../../../config/names';
import { parseConfig } from '../../../../../config/parse';
import { GITHUB_CREDENTIAL_KEYS } from '../../../../../config/pod-contract';
import { projectOf } from '../../../../../config/project';
import type { Config } from '../../../../../config/types';
import { agentObjects } from '../../../../../scripts/lib/agent-objects';
import { secret, withSecret } from '../published-parts';
import type { GitHubPlace, GitHubVariant } from './github-variant';

/** A runner pool of this project with its defaults: GitHub reports jobs to its scaler, and KEDA asks that every second. */
export const own = ownVariant({ id: 'own', title: 'this project' });

const WARM_RUNNERS = 2;

/** The runner pool with idle runners, at all hours. */
export const ownWarm = ownVariant({
  id: 'own-warm',
  title: 'this project, two warm runners',
  entry: { warm: [{ agents: WARM_RUNNERS }] },
  keeps: WARM_RUNNERS,
});

interface OwnVariant extends Pick<GitHubVariant, 'id' | 'title' | 'keeps'> {
  /** Options of the entry that are not defaults. */
  readonly entry?: object;
}

function ownVariant({ entry = {}, ...traits }: OwnVariant): GitHubVariant {
  return {
    ...traits,
    pollSeconds: 0,
    objects(place) {
      const config = configOf(place, entry);
      const key = secret(namesOf(config).agentsNamespace, FIXED_NAMES.gitHubSecret, {
        [GITHUB_CREDENTIAL_KEYS.app]: place.app.privateKey,
      });
      return withSecret(agentObjects(config, projectOf(__dirname).imageContext), key);
    },
  };
}

/** Returns a config with all defaults, except for small pods, because many run on small nodes, and the maximum that all variants have. */
function configOf({ name, image, kedaVersion, url, label, app, maxAgents }: GitHubPlace, entry: object): Config {
  const { clientId, installationId } = app;
  const { gitHub, ...config } = parseConfig({
    name,
    location: 'westeurope',
    keda: { version: kedaVersion },
    runnerImage: { kind: 'reference', reference: image },
    // The schema rejects `http`, so the URL of the fake is set afterwards.
    gitHub: { url: 'https://github.com/contoso', auth: { kind: 'app', clientId, installationId } },
    runnerPools: [{ name: 'linux', scaleSet: label, cpu: '10m', memory: '256Mi', maxRunners: maxAgents, ...entry }],
  });
  return { ...config, ...(gitHub && { gitHub: { ...gitHub, url } }) };
}
