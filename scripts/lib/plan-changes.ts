/** What a plan does to a resource. The changes that lose something come first. */
export const CHANGES = ['destroy', 'replace', 'forget', 'update', 'create', 'move', 'import'] as const;

export type Change = (typeof CHANGES)[number];

/** One change, without values: a plan in JSON contains sensitive ones in clear text. */
export interface ResourceChange {
  readonly change: Change;
  readonly address: string;
}

/** The parts of a plan from `terraform show -json` that are used here (format version 1.x). */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: object };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

/** The changes of resources. Those that lose something come first. */
export function resourceChanges({ resource_changes = [] }: PlanJson): readonly ResourceChange[] {
  const changes = resource_changes.flatMap(({ address, previous_address, change: { actions, importing } }) => {
    const change = changeOf(actions) ?? (importing ? 'import' : previous_address ? 'move' : undefined);
    return change === undefined ? [] : [{ change, address }];
  });
  return changes.sort(
    (a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || (a.address < b.address ? -1 : a.address > b.address ? 1 : 0),
  );
}

/** The names of outputs that change. Terraform counts them as changes too. */
export const outputChanges = ({ output_changes = {} }: PlanJson): readonly string[] =>
  Object.keys(output_changes).filter((name) => output_changes[name]?.actions.some((action) => action !== 'no-op'));

function changeOf(actions: readonly string[]): Change | undefined {
  const [first = 'no-op', second] = actions;
  if (second !== undefined) return actions.includes('forget') ? 'forget' : 'replace';
  switch (first) {
    case 'create':
    case 'update':
    case 'forget':
      return first;
    case 'delete':
      return 'destroy';
    case 'no-op':
    case 'read':
      return undefined;
    default:
      throw new Error(`terraform plans an action that this project does not know: "${first}"; look at npx cdktf diff`);
  }
}
