import type { Call } from '../../providers/contract/call';
import { GitHub } from '../../providers/github/client/client';
import type { Log } from '../process/log';
import { credentialSource, type GitHubSettings } from '../settings/github-settings';

/** GitHub's own client of scale sets sends such a JSON object (actions/scaleset, client.go). The names of its fields are taken over. */
const USER_AGENT = JSON.stringify({ system: 'azure-pipelines-agents-aks', subsystem: 'agent', kind: 'scaleset' });

export interface GitHubServiceOptions {
  readonly gitHub: GitHubSettings;
  readonly log: Pick<Log, 'hide'>;
  /** Called once for each request. */
  readonly onCall?: (call: Call) => void;
}

/** Creates the client of GitHub's runner scale sets. No other file of this program creates one. */
export function gitHubService({ gitHub, log, onCall }: GitHubServiceOptions): GitHub {
  const connection = { url: gitHub.url, credential: credentialSource(gitHub, log), userAgent: USER_AGENT };
  return new GitHub(onCall === undefined ? connection : { ...connection, onCall });
}
