// Two small runbooks and the tasks after a use, for drawing cards: one step of every kind.
export const LOCKOUT = `
id: conditional-access-lockout
title: Conditional Access lock-out
summary: A policy blocks every administrator.
reviewed: 2026-11-01
sources:
  - name: Manage emergency access accounts
    date: 2026-10-01
    url: https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access
domains: [dont-know, conditional-access]
limits: { useMinutes: 60 }
before:
  - Can another administrator still sign in from another place or device?
  - Is the service status page quiet?
  - Did somebody change a policy in the last two hours?
steps:
  - id: find-policy
    title: Find the policy that blocks
    body: |
      1. Entra admin centre → Protection → Conditional Access → Policies.
      2. Sort by *Modified* and open the newest.
    worked: the newest policy explains who is blocked.
    kind: do
    minutes: 10
    evidence: text
  - id: say-so
    title: Say in the room what you found
    body: Write the name of the policy into the room.
    kind: do
    by: responder
    minutes: 2
  - id: which
    title: Decide what to do with the policy
    body: Never delete it. Deleted, its old state is harder to prove.
    kind: decide
    minutes: 5
    choices:
      - { id: report-only, title: Set it to report-only, to: [set-report-only] }
      - { id: exclude, title: Exclude both emergency accounts, to: [exclude-accounts] }
  - id: set-report-only
    title: Set the policy to report-only
    body: Open the policy, choose **Report-only**, save.
    kind: do
    minutes: 5
    evidence: link
    safety: true
    fallback: ring-vendor
  - id: exclude-accounts
    title: Exclude both emergency accounts
    body: Users → Exclude → add both accounts, save.
    kind: do
    minutes: 5
    evidence: link
  - id: ring-vendor
    title: Ring the vendor's support
    body: Ring the lock-out line with the tenant id at hand.
    kind: do
    minutes: 30
    evidence: number
  - id: sign-in-works
    title: Check that administrators can sign in
    body: Ask two administrators to sign in from a fresh browser.
    worked: both see the portal within five minutes.
    kind: witness
    after: [which, set-report-only, exclude-accounts, ring-vendor]
    minutes: 10
    evidence: text
  - id: look-around
    title: Look for other policies of the same change
    body: Open the audit log of the last four hours.
    kind: check
    look: policies-unchanged
    after: [find-policy]
    minutes: 10
    evidence: choice
    choices:
      - { id: none, title: There are none }
      - { id: some, title: There are some and they are written down }
after:
  - id: policy-mended
    title: Mend the policy and put it back
    body: Write down which policy, who mended it, and when it was switched on again.
    for: any
    owner: responder
    minutes: 2880
    evidence: link
`;

export const DRILL = `
id: emergency-drill
title: Emergency drill
summary: The same night, with nothing broken.
reviewed: 2026-11-01
sources:
  - name: Manage emergency access accounts
    date: 2026-10-01
domains: [drill]
before:
  - Does everybody in the room know that this is a drill?
steps:
  - id: open-nothing
    title: Hold the sealed parts without opening them
    body: A dry drill opens no seal and signs in nowhere.
    kind: do
    minutes: 5
  - id: sign-in
    title: Sign in once with the account
    body: One sign-in, no other.
    kind: do
    minutes: 10
    evidence: text
  - id: admin-task
    title: Do the one named action
    body: The action of the announcement, no other.
    kind: witness
    after: [sign-in]
    minutes: 10
    evidence: text
`;

export const POST_USE = `
tasks:
  - id: sessions
    title: Revoke all sessions of the account
    body: Entra admin centre → Users → the account → Revoke sessions.
    for: any
    owner: operator
    minutes: 60
    evidence: text
  - id: keys
    title: Compare the registered keys with before
    body: The same keys and no others are registered, and the PIN was changed.
    for: passkey
    owner: custodian
    minutes: 240
    evidence: text
  - id: reset
    title: Reset the password and seal it again
    body: Two halves, two envelopes, two custodians.
    for: password
    owner: custodian
    minutes: 240
    evidence: text
  - id: signed-in
    title: Try one sign-in and watch the alarm
    body: The sign-in is seen by the watch within five minutes.
    for: any
    owner: operator
    minutes: 1440
    evidence: link
`;
