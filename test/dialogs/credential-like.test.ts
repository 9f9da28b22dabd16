// A labelled corpus, written as people write at night: what must be warned about, and what must not cost anybody a second press.
import { describe, expect, test } from '@jest/globals';
import { credentialLike } from '../../dialogs/credential-like.ts';

const YES: readonly (readonly [text: string, kind: string])[] = [
  ['Winter2026!', 'a password'],
  ['Sommer2025', 'a password'],
  ['P@ssw0rd1', 'a password'],
  ['kT9$wq!22xB', 'a password'],
  ['Gl4ss=Br3ak', 'a password'],
  ['password: hunter', 'a password'],
  ['Password: Correct1Horse', 'a password'],
  ['password is Winter2026!', 'a password'],
  ['password = letmein', 'a password'],
  ['The password is now Zug-nach-9!', 'a password'],
  ['new password Tr0ub4dor&3', 'a password'],
  ['Passwort: geheim1', 'a password'],
  ['Kennwort ist Sonne#2026', 'a password'],
  ['pwd=s3cret99', 'a password'],
  ['I signed in with bX7#kd9!Lm and it worked', 'a password'],
  ['pin 123456', 'a PIN'],
  ['PIN: 4711', 'a PIN'],
  ['the PIN is 839201', 'a PIN'],
  ['Key 1, pin=00998877.', 'a PIN'],
  ['puk 12345678', 'a PIN'],
  ['TAP: 7Kf92kdA', 'a one-time code'],
  ['temporary access pass 4Y+9xQ2m', 'a one-time code'],
  ['Temporary Access Passcode is w8#kd92L', 'a one-time code'],
  ['verification code 482913', 'a one-time code'],
  ['one-time code: 771902', 'a one-time code'],
  ['MFA code is 338201', 'a one-time code'],
  ['recovery code k7d2-9fmx', 'a recovery code'],
  ['recovery key: 88213-99120', 'a recovery code'],
  ['k7d2-9fmx-p3qa-7zz1', 'a recovery code'],
  ['a1b2c-3d4e5', 'a recovery code'],
  ['123456-234567-345678-456789-567890-678901-789012-890123', 'a recovery code'],
  ['-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg', 'a private key'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----', 'a private key'],
  ['-----BEGIN RSA PRIVATE KEY-----\nabc', 'a private key'],
  ['PuTTY-User-Key-File-3: ssh-ed25519', 'a private key'],
  ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'a token'],
  ['Authorization: Bearer 0123456789abcdefXYZ', 'a token'],
  ['ghp_0123456789abcdefghij', 'a token'],
  ['https://files.example/b?sv=2026&sig=AbC123xyz456%2Bdef', 'a token'],
  ['xoxb-1234567890-abcdef', 'a token'],
  ['AKIAIOSFODNN7EXAMPLE', 'a token'],
  ['Server=db;User=sa;Password=Tiger;', 'a connection string'],
  ['DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abcd1234==', 'a connection string'],
  ['postgres://admin:geheim@db.example/ledger', 'a connection string'],
  ['abc8Q~d0123456789012345678901234567890', 'a secret'],
  ['client secret: 9sd8f7sd9f87', 'a secret'],
  ['api key = zz91kk20aa', 'a secret'],
  ['k3J9x2M4q8W7z1P5', 'a secret'],
  ['stored as dGhpc2lzYTFzM2NyM3Q5eDJ5 in the vault', 'a secret'],
];

const NO: readonly (readonly [text: string, field?: string])[] = [
  ['A-1183', 'seal'],
  ['B-2201', 'seal'],
  ['Seal2026', 'seal'],
  ['00482913', 'seal'],
  ['SN-2026-000412X', 'seal'],
  ['K7/2026-11', 'seal'],
  ['INC0012345', 'ticket'],
  ['CHG-2026-00017', 'ticket'],
  ['JIRA-4821', 'ticket'],
  ['20261124', 'ticket'],
  ['Change2026', 'ticket'],
  ['Nobody can open the portal.'],
  ['The new sign-in policy blocks every administrator since 02:10'],
  ['AADSTS53003'],
  ['AADSTS50076: you must use multi-factor authentication'],
  ['Error code 53003, access blocked by Conditional Access'],
  ['error code: 50126'],
  ['b5b12a1c-3f7e-4d2a-9c11-0a1b2c3d4e5f'],
  ['Correlation id 5f1c1f5e-1234-4cde-8f00-aa00bb11cc22'],
  ['Request Id: 0d1e2f3a-aaaa-4bbb-8ccc-1234567890ab'],
  ['72f988bf-0000-4000-8000-00000000aaaa'],
  ['2026-11-24T02:10:33Z'],
  ['at 03:10 UTC'],
  ['24 November 2026, 03:10 (02:10 UTC)'],
  ['November2026'],
  ['https://entra.example/policies/1'],
  ['https://portal.azure.com/#view/Microsoft_AAD/Policy/b5b12a1c-3f7e-4d2a-9c11-0a1b2c3d4e5f'],
  ['https://portal.azure.com/#blade/PolicyBlade/policyId/Ab3dE5gH7jK9mN1p'],
  ['CA001-AllApps-RequireMFA-v2'],
  ['CA-Policy-01'],
  ['RequireMFAForAllAdminsV2'],
  ['Block_Legacy_Auth_2026'],
  ['Baseline policy: Require MFA for admins'],
  ['policy "CA014 Admins compliant device" set to report-only'],
  ['bg-admin-01@contoso.onmicrosoft.com'],
  ['rita_x.example#EXT#@contoso.onmicrosoft.com'],
  ['BG-2026-0042'],
  ['9f3a 61c2'],
  ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['configuration digest ca978112'],
  ['Thumbprint A909502DD82AE41433E6F83886B00D4277A32A7B'],
  ['3A:5F:00:11:22:33:44:55'],
  ['password reset and re-sealed'],
  ['Password: changed'],
  ['The password is in the safe of room 204'],
  ['password rotated at 03:12, seal A-1183'],
  ['password writeback is off'],
  ['The password is 24 characters long'],
  ['password envelope B-2201 is back'],
  ['PIN changed'],
  ['PIN: reset by Carl'],
  ['the PIN is with Ada'],
  ['key and PIN are held by 2 people'],
  ['pin 1 of the connector'],
  ['TAP issued for the second administrator'],
  ['TAP was refused'],
  ['recovery codes are in the safe'],
  ['verification code prompt did not come'],
  ['client secret expired on 2026-11-01'],
  ['api key rotated'],
  ['all sessions revoked'],
  ['Two keys registered, no others'],
  ['42'],
  ['365'],
  ['2026-11'],
  ['10.0.12.33'],
  ['+49 30 555 0199'],
  ['report-only -> on'],
  ['Exclude group GRP-BreakGlass-Exclude from CA001'],
  ['AuditLogs | where OperationName == "Update policy"'],
  ['Firefox 144.0.2 on Windows11'],
  ['WIN11-ADM-0042'],
  ['Printed and signed'],
  ['OK'],
  ['Microsoft365'],
  ['Contoso12345'],
  ['AuthenticationStrength'],
  ['19:break-glass-room@thread.v2'],
  ['xn--mnchen-3ya.example'],
  ['v2.11.0-beta.3'],
];

describe('what looks like a credential', () => {
  test('the corpus is as large as it must be', () => {
    expect(YES.length).toBeGreaterThanOrEqual(40);
    expect(NO.length).toBeGreaterThanOrEqual(60);
  });

  test.each(YES)('is warned about: %s', (text, kind) => {
    expect(credentialLike('evidence', text)).toBe(kind);
  });

  test.each(NO)('is none: %s', (text, field = 'evidence') => {
    expect(credentialLike(field, text)).toBeNull();
  });

  test('a seal number never is one, but a labelled PIN in its field is', () => {
    for (const seal of ['Winter2026!', 'Sommer2025', 'A-1183', 'XK12YZ9A']) expect(credentialLike('seal', seal)).toBeNull();
    expect(credentialLike('seal', 'pin 123456')).toBe('a PIN');
  });

  test('judging the longest text that a field takes comes to an end: no pattern goes over it again and again', () => {
    const longest = (one: string) => one.repeat(Math.ceil(4_000 / one.length)).slice(0, 4_000);
    for (const one of ['a', 'aB3', 'password ', 'pin:', '-', 'a1b2-', '0a', 'eyJ', 'https://', 'x@']) {
      expect([one, credentialLike('text', longest(one))]).toEqual([one, null]);
    }
    expect(credentialLike('text', longest(';pwd='))).toBe('a password');
  });
});
