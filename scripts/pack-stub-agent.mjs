// Assembles the package of the stub agent in dist/stub-agent. Tests use it in place of the real agent.
//   node scripts/pack-stub-agent.mjs [--tar FILE]   writes a .tar.gz like the download of the agent, and prints its SHA-256
import { fileURLToPath } from 'node:url';
import { packFromCommandLine, stubPackage } from './build/stub-package.mjs';

export const STUB_AGENT = stubPackage({
  folder: 'proof/fake-devops/stub-agent/package',
  name: 'stub-agent',
  programs: ['config.sh', 'env.sh', 'run.sh', 'bin/Agent.Listener', 'bin/Agent.Worker'],
});

if (process.argv[1] === fileURLToPath(import.meta.url)) packFromCommandLine(STUB_AGENT);
