/** The tables of requests and of faults. */
export const REQUESTS = `
const REQUEST_HEADS = [['At', 'extra number'], ['Method'], ['Path', 'name'], ['Status', 'number'], ['Caller', 'extra job']];
const statusMark = (status) => status === null ? soft('open') : el('span', { class: status >= 400 ? 'bad' : null }, String(status));
const requestRow = ({ at, method, path, status, user }) => ({ key: null, cells: [clockTime(at), method, path, statusMark(status), user] });

const requestsTable = ({ requests }) => requests.length === 0
  ? el('p', { class: 'empty' }, 'No requests yet.')
  : table('Requests, newest first', REQUEST_HEADS, requests.map(requestRow));

const FAULT_HEADS = [['Fault', 'name'], ['State'], ['Hits', 'number'], ['', 'last']];
const faultRow = ({ id, text, isOn, hits }) => {
  const action = isOn ? 'Switch off' : 'Switch on';
  return { key: 'fault-' + id, cells: [text, isOn ? mark('bad', 'on') : soft('off'), String(hits),
    button(action, 'fault', { 'data-fault': id, 'data-on': String(!isOn), 'aria-label': action + ': ' + text })] };
};
const faultsTable = ({ faults }) => table('Faults', FAULT_HEADS, faults.map(faultRow));
`;
