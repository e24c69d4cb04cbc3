/** What the name of a resource may be. */
export interface NameForm {
  /** The pattern of the name by default; undefined if Azure then makes the name. */
  readonly byDefault: string | undefined;
  readonly form: RegExp;
  /** What the name must be, for people. */
  readonly rule: string;
}

/**
 * The names of Azure resources that a config may change. `{name}` and `{location}` stand for those options. The forms are those of
 * learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules. Those of the resource group of the nodes and of
 * Azure Monitor's resources may be stricter than Azure, which has more characters and longer names for some of them.
 */
export const NAME_FORMS = {
  resourceGroup: {
    byDefault: 'rg-{name}',
    form: /^[\w.()-]{0,89}[\w()-]$/,
    rule: '1 to 90 letters, digits, "-", "_", "." and "()", not ending in "."',
  },
  cluster: {
    byDefault: 'aks-{name}',
    form: /^[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?$/,
    rule: '1 to 63 letters, digits, "-" and "_", with a letter or digit at both ends',
  },
  dnsPrefix: {
    byDefault: '{name}',
    form: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,52}[A-Za-z0-9])?$/,
    rule: '1 to 54 letters, digits and "-", with a letter or digit at both ends',
  },
  nodeResourceGroup: {
    byDefault: undefined,
    form: /^[\w.()-]{0,79}[\w()-]$/,
    rule: '1 to 80 letters, digits, "-", "_", "." and "()", not ending in "."',
  },
  identity: {
    byDefault: 'id-{name}',
    form: /^[A-Za-z0-9][\w-]{2,127}$/,
    rule: '3 to 128 letters, digits, "-" and "_", starting with a letter or digit',
  },
  // The second budget has the suffix "-nodes", and both have at most 63 characters.
  budget: { byDefault: 'budget-{name}', form: /^[\w-]{1,57}$/, rule: '1 to 57 letters, digits, "-" and "_"' },
  monitorWorkspace: {
    byDefault: 'amw-{name}',
    form: /^[A-Za-z0-9][A-Za-z0-9-]{2,42}[A-Za-z0-9]$/,
    rule: '4 to 44 letters, digits and "-", with a letter or digit at both ends',
  },
  dataCollection: {
    byDefault: 'prometheus-{name}',
    form: /^[A-Za-z0-9][A-Za-z0-9-]{1,42}[A-Za-z0-9]$/,
    rule: '3 to 44 letters, digits and "-", with a letter or digit at both ends',
  },
  alerts: {
    byDefault: 'alerts-{name}',
    form: /^[A-Za-z0-9](?:[\w-]{0,98}[A-Za-z0-9])?$/,
    rule: '1 to 100 letters, digits, "-" and "_", with a letter or digit at both ends',
  },
} as const satisfies Readonly<Record<string, NameForm>>;

export type PatternName = keyof typeof NAME_FORMS;

/** The patterns that a config sets. */
export type NamePatterns = Readonly<Partial<Record<PatternName, string | undefined>>>;
