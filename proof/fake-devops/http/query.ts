/** The query of a request; names are compared without case, what is not known is ignored. */
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

  /** Undefined when it is absent or no whole number. */
  number(name: string): number | undefined {
    const text = this.text(name) ?? '';
    return /^\d+$/.test(text) ? Number(text) : undefined;
  }

  /** A list with commas; undefined when it is absent. */
  list(name: string): string[] | undefined {
    return this.text(name)?.split(',').filter(Boolean);
  }
}
