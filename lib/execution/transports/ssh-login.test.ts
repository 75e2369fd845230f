import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KEY_ALIAS, remoteWords, sshArguments } from './ssh-command'
import { checkHost, parseSshTarget, type RawSshTarget } from './ssh-login'

const KEY = `ssh-ed25519 ${'A'.repeat(68)}`
const RAW: RawSshTarget = {
  host: 'mgr01', port: null, user: 'vmiop', keyFile: '/etc/shirube/key', sshConfig: null, hostKey: KEY, scriptPath: '/opt/shirube/shirube-exec.sh', jobsDir: '/var/lib/shirube/jobs',
  vmiunitPath: '/opt/Cosminexus/manager/vmi/bin/vmiunit',
}
const problemsOf = (change: Partial<RawSshTarget>) => {
  const parsed = parseSshTarget({ ...RAW, ...change })
  return parsed.ok ? [] : parsed.error.map(({ field, code }) => `${field} ${code}`)
}

test('settings that are well-formed become a target; a host without confirmed key is one too', () => {
  expect(problemsOf({})).toEqual([])
  expect(problemsOf({ hostKey: null, user: null, keyFile: null, sshConfig: '/home/a b/.ssh/config', port: 65_535 })).toEqual([])
  expect(parseSshTarget({ ...RAW, hostKey: `${KEY}\n${KEY}\n` })).toMatchObject({ ok: true, value: { login: { hostKeys: [KEY, KEY] } } })
})

test.each([
  ['', 'missing'], ['-oProxyCommand=id', 'leadingHyphen'], ['a b', 'badCharacter'], ['a\nb', 'badCharacter'], ['a\0b', 'badCharacter'], ['root@mgr01', 'badCharacter'], ['mgr01:22', 'badCharacter'],
  ['$(id)', 'badCharacter'], ['障害', 'badCharacter'], ['[::1]', 'badCharacter'], ['fe80::1%eth0', 'badCharacter'], ['h'.repeat(300), 'tooLong'], ['h'.repeat(64), 'badAddress'], ['a..b', 'badAddress'],
  ['a.-b', 'badAddress'], ['1.2.3.400', 'badAddress'], ['1.2.3', 'badAddress'], ['1::2::3', 'badAddress'], [':', 'badAddress'],
])('host %j: %s', (host, code) => expect(checkHost(host)).toBe(code))

test.each(['mgr01', 'mgr01.example.co.jp', 'Mgr_01', '192.168.1.10', '::1', '2001:db8::a', '::ffff:192.0.2.1', `${'h'.repeat(63)}.example`])('host %j may stand on a command line', (host) =>
  expect(checkHost(host)).toBeNull())

test.each([
  [{ user: '-l' }, 'user leadingHyphen'], [{ user: 'a b' }, 'user badCharacter'], [{ user: 'a\nb' }, 'user badCharacter'], [{ user: '' }, 'user missing'], [{ user: 'u'.repeat(300) }, 'user tooLong'],
  [{ port: 0 }, 'port outOfRange'], [{ port: 65_536 }, 'port outOfRange'], [{ port: 22.5 }, 'port outOfRange'],
  [{ keyFile: 'key' }, 'keyFile notAbsolute'], [{ keyFile: '-i' }, 'keyFile leadingHyphen'], [{ keyFile: '/a\0b' }, 'keyFile badCharacter'], [{ keyFile: '/a%h' }, 'keyFile badCharacter'],
  [{ sshConfig: '/a"b' }, 'sshConfig badCharacter'], [{ sshConfig: `/${'c'.repeat(1_100)}` }, 'sshConfig tooLong'], [{ hostKey: 'mgr01 ssh-ed25519 AAAA' }, 'hostKey badKey'], [{ hostKey: '@revoked * AAAA' }, 'hostKey badKey'],
  [{ scriptPath: null }, 'scriptPath missing'], [{ scriptPath: '/opt/a b' }, 'scriptPath badCharacter'], [{ scriptPath: '/opt/../etc/x' }, 'scriptPath notAbsolute'],
  [{ jobsDir: '~/jobs' }, 'jobsDir notAbsolute'], [{ jobsDir: '/jobs;id' }, 'jobsDir badCharacter'], [{ vmiunitPath: '/bin/$SHELL' }, 'vmiunitPath badCharacter'],
] as const)('%j is refused by name: %s', (change, problem) => expect(problemsOf(change)).toEqual([problem]))

test('whatever is taken: no word of the command line is an option that was not ours, and the remote words are plain', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'-aZ0./: \n\0$`"\'\\%~=@;|&<>*?[]{}()#!') }))
  fc.assert(
    fc.property(text, text, text, text, (host, user, keyFile, path) => {
      const parsed = parseSshTarget({ ...RAW, host, user, keyFile: `/${keyFile}`, scriptPath: `/${path}` })
      if (!parsed.ok) return
      const { login, places } = parsed.value
      const words = sshArguments(login, { knownHosts: '/data/known hosts', control: '/tmp/c' })
      expect(words.slice(-2)).toEqual(['--', host])
      expect(words.filter((word) => word.startsWith('-') && word !== '--').every((word) => ['-o', '-i', '-l'].includes(word))).toBe(true)
      expect(remoteWords(places, false, ['n', 'serve']).every((word) => /^[A-Za-z0-9._/][A-Za-z0-9._/-]*$/.test(word))).toBe(true)
    }),
    { numRuns: 3_000, examples: [['mgr', 'vmiop', 'key', 'opt/x']] },
  )
})

test('nothing of a site\'s config can loosen what is asked of ssh: our word stands first', () => {
  const parsed = parseSshTarget({ ...RAW, port: 2222, sshConfig: '/etc/site' })
  const words = parsed.ok ? sshArguments(parsed.value.login, { knownHosts: '/d/50% "k"', control: null }) : []
  for (const option of [
    'BatchMode=yes', 'StrictHostKeyChecking=yes', `HostKeyAlias=${KEY_ALIAS}`, 'GlobalKnownHostsFile=/dev/null', 'UserKnownHostsFile="/d/50%% \\"k\\""', 'PasswordAuthentication=no', 'KbdInteractiveAuthentication=no',
    'ClearAllForwardings=yes', 'ForwardAgent=no', 'PermitLocalCommand=no', 'RemoteCommand=none', 'RequestTTY=no', 'ConnectTimeout=10', 'ServerAliveInterval=5', 'IdentitiesOnly=yes',
  ]) expect(words).toContain(option)
  expect(words.slice(0, 6)).toEqual(['-F', '/etc/site', '-p', '2222', '-l', 'vmiop'])
})
