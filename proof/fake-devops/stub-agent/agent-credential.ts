import type { AgentFiles } from './agent-files';
import { AgentToken } from './agent-token';
import type { Credential } from './credential';
import { patCredential } from './registrar-credential';

/** The credential of a configured agent: tokens for its own key, or the token that registered it. */
export function agentCredential(files: AgentFiles): Credential {
  const credentials = files.read('.credentials');
  if (credentials.scheme === 'PAT') return patCredential(credentials.data.token);
  return new AgentToken(credentials, files.read('.credentials_rsaparams'));
}
