import type { GoModule } from './go-module';

/** What is built, with Go, from a module below proof/e2e/programs. */
export interface GoSource {
  readonly name: string;
  /** Name of the folder. @default - the source's name */
  readonly folder?: string;
  /** Argument of `go build`; `tool` stands for the tools that the go.mod names. */
  readonly packages: string;
  /** File name of the program. @default - the names of the packages, for several programs */
  readonly program?: string;
  readonly tags?: readonly string[];
  /** Further flags of `go build`. */
  readonly flags?: readonly string[];
  /** Linker flags that set the version that the programs report, and others. */
  linkerFlags?(module: GoModule): string;
  /** Whether it contains C, so that it needs a C compiler. Without C the programs do not depend on the C library of the machine. */
  readonly hasC?: boolean;
  /** A folder of a module that is copied next to the programs. */
  readonly files?: { readonly module: string; readonly folder: string };
}
