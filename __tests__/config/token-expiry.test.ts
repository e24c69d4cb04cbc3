import { aDraft, problemsOf } from '../support/builders';

const problems = (expiresOn: unknown) =>
  problemsOf(aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', expiresOn } } }));

test.each(['2027-03-01', '2028-02-29', undefined])('the token may expire on %s', (day) => expect(problems(day)).toEqual([]));

test.each(['2027-02-29', '1.3.2027', '2027-03-01T00:00:00Z', ''])('"%s" is not a day', (day) => {
  expect(problems(day)).toEqual([
    `azureDevOps.auth.expiresOn must be a day, like 2027-03-01, got ${JSON.stringify(day)}: find it under User settings, Personal access tokens`,
  ]);
});
