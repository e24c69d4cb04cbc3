/** Short times and durations. The time is that of the server, which a test can move. */
export const TIMES = `
let offset = 0;
const now = () => Date.now() + offset;
const two = (number) => String(number).padStart(2, '0');

/** Like "8 s", "1:05 min", "2:03 h". */
function span(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return seconds + ' s';
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? minutes + ':' + two(seconds % 60) + ' min' : Math.floor(minutes / 60) + ':' + two(minutes % 60) + ' h';
}

/** The time of day, with date and time in its tooltip. */
const clockTime = (ms) => {
  const date = new Date(ms);
  return el('time', { datetime: date.toISOString(), title: date.toLocaleString() }, date.toTimeString().slice(0, 8));
};
`;
