// Loaded into the program before its own code: what it waits for comes so many times as early. Nothing else is changed, and
// the programs that it starts have the real clock.
const { FAST_CLOCK_RATE } = process.env;
delete process.env.FAST_CLOCK_RATE;
const rate = Number(FAST_CLOCK_RATE);
if (!(rate >= 1)) throw new Error(`FAST_CLOCK_RATE must be a number from 1, got "${FAST_CLOCK_RATE}"`);

const { setTimeout } = globalThis;
globalThis.setTimeout = (callback, ms = 0, ...args) => setTimeout(callback, ms / rate, ...args);

const now = performance.now.bind(performance);
performance.now = () => now() * rate;
