/** The query of a request. Names ignore case. */
export class Query {
  readonly #values: ReadonlyMap<string, string>;

  constructor(params: URLSearchParams) {
    this.#values = new Map([...params].map(([name, value]) => [name.toLowerCase(), value]));
  }

  text(name: string): string | undefined {
    return this.#values.get(name.toLowerCase());
  }

  flag(name: string): boolean {
    return this.text(name)?.toLowerCase() === 'true';
  }

  /** Undefined if the parameter is absent or not a whole number. */
  number(name: string): number | undefined {
    const text = this.text(name) ?? '';
    return /^\d+$/.test(text) ? Number(text) : undefined;
  }

  /** A comma-separated list; undefined if the parameter is absent. */
  list(name: string): string[] | undefined {
    return this.text(name)?.split(',').filter(Boolean);
  }
}
