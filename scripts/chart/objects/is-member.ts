import { FIXED_NAMES } from '../../../config/names';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

/** Whether an object is in a file of the chart. */
export type IsMember = (object: NativeObject) => boolean;

export const both =
  (one: IsMember, other: IsMember): IsMember =>
  (object) =>
    one(object) && other(object);

/** Whether an object is of one of these kinds. */
export const isOf =
  (...kinds: readonly string[]): IsMember =>
  ({ kind }) =>
    kinds.includes(kind);

/** Whether an object is one of an entry: its name begins with that of the deployment, as both samples have it. */
export const isOfEntry: IsMember = ({ metadata: { name = '' } }) => /^..name-/.test(name);

export const isOfScaler: IsMember = ({ metadata: { name = '' } }) => name.startsWith(FIXED_NAMES.scaler);

/** Whether an object is neither of an entry nor of the scaler. */
export const isShared: IsMember = (object) => !isOfEntry(object) && !isOfScaler(object);
