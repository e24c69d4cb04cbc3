import type { AgentFiles } from './agent-files';
import type { Caller } from './agent-server';
import { AgentToken } from './agent-token';
import { patCaller } from './registrar-credential';

/** What a configured agent signs in with: tokens for its own key, or the token that registered it. */
export function agentCaller(files: AgentFiles): Caller {
  const credentials = files.read('.credentials');
  if (credentials.scheme === 'PAT') return patCaller(credentials.data.token);
  return new AgentToken(credentials, files.read('.credentials_rsaparams'));
}
