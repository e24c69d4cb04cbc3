import type { Config } from '../../../../config/types';
import type { ClusterContext } from '../../../../operate/doctor/facts/cluster/context';
import type { GitHubContext } from '../../../../operate/doctor/facts/github/context';
import { lazyGitHub } from '../../../../operate/doctor/facts/github/facts';
import type { ConfigDeployment } from '../../../../operate/lib/deployment';
import { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import type { App, Installation } from '../../../../proof/fake-github/identity/app';
import type { AppSpec } from '../../../../proof/fake-github/identity/apps';
import { aGitHubConfig, type Draft } from '../../../support/builders';
import { type FakeCluster, NOW } from '../../lib/cluster/support/fake-cluster';
import { healthyCluster } from '../../lib/cluster/support/healthy-cluster';
import { deploymentOf } from '../../support/deployment';
import { ADDRESS, IMAGE, RUNNER_IMAGE } from './deployed';

/** What checks of a deployment with runner pools use. */
export type RunnersContext = GitHubContext & ClusterContext & ConfigDeployment;

/** A GitHub with an App, and the context of checks of a deployment without problems. */
export interface Runners {
  readonly github: FakeGitHub;
  readonly app: App;
  readonly installation: Installation;
  readonly privateKey: string;
  readonly cluster: FakeCluster;
  /** @param url in GitHub; by default that of the organisation */
  readonly context: (changes?: RunnersChanges) => RunnersContext;
}

export interface RunnersChanges {
  readonly draft?: Draft;
  readonly url?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly repositories?: readonly string[];
  readonly now?: number;
}

export async function runners(spec: AppSpec = {}): Promise<Runners> {
  const github = await FakeGitHub.start({ repositories: ['contoso/app', 'contoso/shop'] });
  const { app, installation, privateKey } = github.addApp(spec);
  const auth = { kind: 'app', clientId: app.clientId, installationId: installation.id };
  const configOf = (draft: Draft): Config =>
    aGitHubConfig({
      gitHub: { url: 'https://github.com/contoso', auth },
      image: { kind: 'reference', reference: IMAGE },
      runnerImage: { kind: 'reference', reference: RUNNER_IMAGE },
      ...draft,
    });
  const cluster = healthyCluster(configOf({}));
  const context = ({ draft = {}, url, environment = {}, repositories = [], now = NOW }: RunnersChanges = {}): RunnersContext => {
    const config = configOf(draft);
    return {
      ...deploymentOf(config),
      environment: {},
      now,
      run: () => Promise.reject(new Error('no check of GitHub runs a program')),
      cluster: () => cluster.reader,
      serviceUrls: ['https://api.github.com'],
      lookup: async () => [ADDRESS],
      gitHub: lazyGitHub(config, url ?? github.organisation(), { TF_VAR_github_key: privateKey, ...environment }),
      repositories,
    };
  };
  return { github, app, installation, privateKey, cluster, context };
}

/** A config that signs in with a personal access token. */
export const withToken = (auth: object = {}): Draft => ({ gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat', ...auth } } });
