// Checks the types of the tests. The build has checked those of everything else.
import { withoutTexts } from './messages.mjs';
import { howItFailed, runNode, typeCheck } from './types.mjs';

const result = await runNode(typeCheck('tsconfig.test.json'));
process.stderr.write(withoutTexts(result.stdout) + result.stderr + howItFailed(result));
process.exitCode = result.code;
