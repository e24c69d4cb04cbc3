import { isMissing, programMessage } from '../../../lib/program';

/** The output of a program; undefined if the program is missing. @throws Error with its message if it fails */
export async function outputIfInstalled(output: Promise<string>): Promise<string | undefined> {
  try {
    return await output;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(programMessage(error));
  }
}
