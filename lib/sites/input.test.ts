import { describe, expect, test } from 'vitest'
import type { PostedForm } from '@/lib/recoveries/forms'
import { CONNECTION_FIELDS, CONNECTION_KINDS, type ConnectionKind } from './forms'
import { parseConnection } from './input'

const SOUND: Readonly<Record<string, string>> = {
  name: 'mgr01', host: 'mgr01.example', port: '', user: 'vmiop', login: 'keyFile', keyFile: '/etc/shirube/key', sshConfig: '', scriptPath: '/home/vmiop/shirube-exec.sh', forcedCommand: '',
  vmiunitPath: '/opt/Cosminexus/manager/vmi/bin/vmiunit', jobsDir: '/var/lib/shirube-jobs', charset: 'shift_jis', loadBalancerLinkage: 'unknown', pressLimitS: '30',
}
const posted = (over: Readonly<Record<string, string>> = {}): PostedForm => Object.fromEntries(Object.entries({ ...SOUND, ...over }).map(([name, value]) => [name, [value]]))
const codes = (over: Readonly<Record<string, string>>, kind: ConnectionKind = 'ssh'): readonly string[] => {
  const parsed = parseConnection(kind, posted(over))
  return parsed.ok ? [] : parsed.error.map(({ field, code }) => `${field}: ${code}`)
}

describe('what cannot be a place is told beside its field, and nothing of it is taken', () => {
  test.each(['-oProxyCommand=x', 'a b', 'a\nb', 'a\0b', '$(id)', 'user@host', 'x'.repeat(300), '999.1.1.1', 'fe80::1%eth0', '::g', 'a;b', '`id`', 'ｍｇｒ０１'])('host %j', (host) => {
    expect(codes({ host })).toEqual(['host: hostUnreadable'])
    expect(codes({ host }, 'manual')).toEqual(['host: hostUnreadable'])
  })
  test.each(['-l', 'a b', 'root\n', 'a\0', 'x'.repeat(65), '$USER', "o'hara"])('user %j', (user) => expect(codes({ user })).toEqual(['user: userUnreadable']))
  test.each(['relative/path', '~/x', '/a b', '/a\n/b', '/a\0', '/a/../b', '/a;b', '/$HOME', `/${'x'.repeat(300)}`, '-x'])('path %j', (path) => {
    for (const field of ['scriptPath', 'vmiunitPath', 'jobsDir']) expect(codes({ [field]: path })).toEqual([`${field}: pathUnreadable`])
    for (const field of ['vmiunitPath', 'jobsDir']) expect(codes({ [field]: path }, 'local')).toEqual([`${field}: pathUnreadable`])
  })
  test.each(['0', '65536', '-1', '22x', '2.5', '1e3'])('port %j', (port) => expect(codes({ port })).toEqual(['port: numberOutOfRange']))
  test.each(['4', '121', 'x', '-5'])('press limit %j s', (pressLimitS) => expect(codes({ pressLimitS })).toEqual(['pressLimitS: numberOutOfRange']))
  test('a name of several lines, an over-long one, none at all', () => {
    expect([codes({ name: 'a\nb' }), codes({ name: 'x'.repeat(300) }), codes({ name: ' ' })]).toEqual([['name: lineBroken'], ['name: tooLong'], ['name: valueMissing']])
  })
  test('all that is missing is told at once', () => {
    expect(codes({ name: '', host: '', keyFile: '', scriptPath: '', vmiunitPath: '', jobsDir: '', charset: 'utf-16', 'timeOut.start': '0' })).toEqual([
      'name: valueMissing', 'charset: choiceMissing', 'timeOut.start: numberOutOfRange', 'host: valueMissing', 'keyFile: valueMissing', 'scriptPath: valueMissing', 'jobsDir: valueMissing', 'vmiunitPath: valueMissing',
    ])
  })
})

describe('what is sound is kept as it was typed', () => {
  test.each([['2001:db8::10', '2001:db8::10'], ['[::1]', '::1'], ['192.168.1.10', '192.168.1.10'], [' mgr01 ', 'mgr01'], ['jump_host-2', 'jump_host-2']])('host %j', (host, kept) => {
    expect(parseConnection('ssh', posted({ host }))).toMatchObject({ ok: true, value: { host: kept } })
  })
  test.each([String.raw`C:\Program Files\Hitachi\Cosminexus\manager\vmi\bin\vmiunit.exe`, String.raw`d:\vmi\vmiunit.exe`])('a program of Windows, for people to run: %j', (vmiunitPath) => {
    expect(parseConnection('manual', posted({ vmiunitPath }))).toMatchObject({ ok: true, value: { vmiunitPath } })
    expect(codes({ vmiunitPath })).toEqual(['vmiunitPath: pathUnreadable'])
  })
  test.each([String.raw`C:\a & del`, String.raw`C:\"x`, String.raw`C:\%PATH%`, 'C:\\a\nb', 'C:vmiunit.exe', String.raw`\\share\x`])('what cmd.exe would read differently is no program of Windows: %j', (vmiunitPath) => {
    expect(codes({ vmiunitPath }, 'manual')).toEqual(['vmiunitPath: pathUnreadable'])
  })
  test('numbers of full width are understood', () => expect(parseConnection('ssh', posted({ port: '２２２２', 'timeOut.attach': '１５' }))).toMatchObject({ ok: true, value: { port: 2222, timeOutsMs: { attach: 900_000 } } }))
  test('with the agent no key file is kept, whatever stands in its field', () => expect(parseConnection('ssh', posted({ login: 'agent', keyFile: 'not a path' }))).toMatchObject({ ok: true, value: { keyFile: null } }))
  test.each(CONNECTION_KINDS)('a kind has its own fields only: %s', (kind) => {
    const parsed = parseConnection(kind, posted())
    expect(parsed).toMatchObject({ ok: true, value: { transport: kind, scriptPath: kind === 'ssh' ? SOUND.scriptPath : null, jobsDir: kind === 'manual' ? '' : SOUND.jobsDir } })
    const needed = Object.fromEntries(CONNECTION_FIELDS[kind].map((name) => [name, [SOUND[name] ?? '']]))
    expect(parseConnection(kind, needed)).toEqual(parsed)
  })
})
