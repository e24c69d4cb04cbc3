// Assembles the package of the stub runner in dist/stub-runner. Tests use it in place of the real runner.
//   node scripts/pack-stub-runner.mjs [--tar FILE]   writes a .tar.gz like the download of the runner, and prints its SHA-256
import { fileURLToPath } from 'node:url';
import { packFromCommandLine, stubPackage } from './build/stub-package.mjs';

export const STUB_RUNNER = stubPackage({
  folder: 'proof/fake-github/stub-runner/package',
  name: 'stub-runner',
  programs: ['run.sh', 'safe_sleep.sh', 'bin/Runner.Listener', 'bin/Runner.Worker'],
});

if (process.argv[1] === fileURLToPath(import.meta.url)) packFromCommandLine(STUB_RUNNER);
