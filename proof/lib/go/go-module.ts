/** The parts of a go.mod that are used here. */
export interface GoModule {
  /** Oldest version of Go that can build the module, like `1.26.0`. */
  readonly go: string;
  /** Returns the version of a required module, like `v1.34.3`. @throws Error if it is not required */
  versionOf(module: string): string;
}

/** Parses the text of a go.mod. @throws Error if it has no `go` line */
export function parseGoModule(text: string): GoModule {
  const go = /^go (\S+)$/m.exec(text)?.[1];
  if (go === undefined) throw new Error('the go.mod has no "go" line');
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
      if (version === undefined) throw new Error(`the go.mod does not require ${module}`);
      return version;
    },
  };
}

/** Whether a version of Go is older than another. Both are like `1.24.1`, `go1.24` or `1.26rc1`. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  const different = [0, 1, 2].find((index) => a[index] !== b[index]);
  return different !== undefined && (a[different] ?? 0) < (b[different] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const [, major = 0, minor = 0, patch = 0] = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major), Number(minor), Number(patch)];
}
