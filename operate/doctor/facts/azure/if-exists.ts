import { programMessage } from '../../../lib/program';

/** What `read` reads of an Azure resource; undefined if the resource, or its resource group, does not exist. @throws any other error of `read` */
export async function ifExists<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (/\((ResourceNotFound|ResourceGroupNotFound)\)/.test(programMessage(error))) return undefined;
    throw error;
  }
}
