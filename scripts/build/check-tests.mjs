// Checks the types of the tests. The build has checked those of everything else.
import { runNode, typeCheck } from './types.mjs';

const { code, stdout, stderr } = await runNode(typeCheck('tsconfig.test.json'));
process.stderr.write(stdout + stderr);
process.exitCode = code;
