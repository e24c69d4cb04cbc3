/** Counters for ids. Scale sets, runners and default groups start at 1; the others at values that a real account could have reached. */
export class Ids {
  #scaleSet = 1;
  #runner = 1;
  #repository = 7301;
  #workflow = 301;
  #run = 90_001;
  #runNumber = 1;
  #job = 410_001;
  #request = 701;

  scaleSet = (): number => this.#scaleSet++;
  runner = (): number => this.#runner++;
  repository = (): number => this.#repository++;
  workflow = (): number => this.#workflow++;
  run = (): number => this.#run++;
  runNumber = (): number => this.#runNumber++;
  job = (): number => this.#job++;
  /** The id by which a scale set acquires a job. */
  request = (): number => this.#request++;
}
