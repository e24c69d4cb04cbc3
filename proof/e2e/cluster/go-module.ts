/** What is read here of a go.mod. */
export interface GoModule {
  /** Oldest Go that builds it, like `1.26.0`. */
  readonly go: string;
  /** Version of a module that it requires, like `v1.34.3`. @throws when it is not required */
  versionOf(module: string): string;
}

/** Reads the text of a go.mod. @throws when it has no `go` line */
export function parseGoModule(text: string): GoModule {
  const go = /^go (\S+)$/m.exec(text)?.[1];
  if (go === undefined) throw new Error('a go.mod has no "go" line');
  return {
    go,
    versionOf: (module) => {
      const words = text.split('\n').map((line) =>
        line
          .trim()
          .replace(/^require /, '')
          .split(/\s+/),
      );
      const version = words.find(([name, value]) => name === module && value?.startsWith('v'))?.[1];
      if (version === undefined) throw new Error(`a go.mod requires no ${module}`);
      return version;
    },
  };
}

/** Whether one version of Go is older than another; each is like `1.24.1`, `go1.24` or `1.26rc1`. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const place = [0, 1, 2].find((index) => a[index] !== b[index]);
  return place !== undefined && (a[place] ?? 0) < (b[place] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const [, major = 0, minor = 0, patch = 0] = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major), Number(minor), Number(patch)];
}
