import type { Translated } from '../../message-types'
import type { checks as ja } from '../ja/checks'

export const checks: Translated<typeof ja> = {
  'title.name': 'Name',
  'title.port': 'Port',
  'title.hostKey': 'Host key',
  'title.login': 'Login',
  'title.shell': 'Shell (sh)',
  'title.script': 'Script',
  'title.jobFolder': 'Job folder',
  'title.program': 'vmiunit',
  'title.status': 'Reading status',
  'title.clock': 'Clock',
  'title.charset': 'Encoding',
  'title.disk': 'Free space',
  'notReached': 'Not looked at, because a check before it failed. Mend that one first.',

  'name.ok': 'The host name leads to an address.',
  'name.viaJump': 'The way leads through a jump host, where the name is used.',
  'name.notFound': 'The host name leads to no address. Look at the spelling, or have it entered in DNS or hosts.',
  'name.noAnswer': 'The name service does not answer. Look at the network and DNS settings of this server.',

  'port.ok': 'The port answers.',
  'port.viaJump': 'The way leads through a jump host; the port is tried from there with the login.',
  'port.refused': 'The connection was refused: the machine is there, but no SSH listens at this port. Look at the port, and whether SSH runs.',
  'port.timedOut': 'No answer came in time. Look at power, route and firewall, in this order.',
  'port.unreachable': 'There is no route to that machine. Ask the network administrator about the route from this server.',
  'port.notSsh': 'What answers there is not SSH. Look at the port number.',

  'hostKey.ok': 'It is the registered key.',
  'hostKey.notPinned': 'No host key of this kind is registered, so nothing was connected to. Register it under “Host key” on this page.',
  'hostKey.changed': 'The host key differs from the registered one, so nothing was connected to. Ask whoever runs that machine, then register it anew under “Host key”.',

  'login.ok': 'The login works.',
  'login.keyFileMissing': 'The private key file cannot be read. Look at its place, and at the rights of the user that Shirube runs as.',
  'login.keyFileRights': 'Others can read the private key file, so SSH does not use it. Set its mode to 600.',
  'login.keyFilePassphrase': 'The private key has a passphrase and cannot be used. Load it into ssh-agent and choose that in the settings.',
  'login.keyFileUnusable': 'The file cannot be read as a private key. Look whether it is a public key, or of another format.',
  'login.denied': 'The login was denied. Look at the user name, and whether the public key stands in authorized_keys there.',
  'login.noContact': 'The connection ended during the login. Look at the SSH log of that machine, and at the jump host.',

  'shell.ok': 'sh is there.',
  'shell.bound': 'The key is bound to a forced command; sh itself was not tried.',
  'shell.missing': 'sh is not there. If that machine runs Windows, register it as a manual connection.',

  'script.ok': 'The script of this version runs.',
  'script.older': 'The script there is older than that of Shirube. Put the new one there under “Script”.',
  'script.newer': 'The script there is newer than that of Shirube. Ask the administrator whether another Shirube put it there.',
  'script.changed': 'The script there differs from that of Shirube. Find out who changed it, then put it there anew under “Script”.',
  'script.missing': 'The script is not there. Put it there under “Script”, or look at its place in the settings.',
  'script.unusable': 'The answer of the script cannot be read. Look whether the login prints without end, or another file lies at that place.',

  'jobFolder.ok': 'It can be written to.',
  'jobFolder.noSpace': 'The disk of the job folder is full, and no command starts. Make room.',
  'jobFolder.unwritable': 'The job folder cannot be written to. Look at its owner and rights.',
  'jobFolder.networkFolder': 'The job folder lies on a network file system, where running twice cannot be prevented. Choose a local disk.',
  'jobFolder.unsupported': 'That machine is no Linux, or its /proc cannot be read. Register it as a manual connection.',

  'program.ok': 'vmiunit is there.',
  'program.missing': 'vmiunit is not there, or cannot be run. Look at its place, and at the rights of the user who runs it.',

  'status.ok': 'The state of the unit was read.',
  'status.noUnit': 'There is no unit yet to be read. Add a management unit, then test again.',
  'status.failed': 'status ended abnormally. Look at the unit’s name, the vmi user settings (.vmirc), and whether the virtual server manager runs.',
  'status.timedOut': 'status did not end in time. Ask the virtual server manager administrator about the state of the manager.',
  'status.unreadable': 'What came is not the output of status. Look whether another program lies at the place of vmiunit.',
  'status.incomplete': 'The output of status is not whole. Look at it together with the virtual server manager administrator.',

  'clock.ok': 'The clocks agree within 5 seconds.',
  'clock.skewed': 'The clock there is off by more than 5 seconds, which makes times hard to compare. Look at its synchronisation.',

  'charset.ok': 'The output can be read in the chosen encoding.',
  'charset.plain': 'The output held plain letters only, which all encodings share.',
  'charset.noUnit': 'There is no unit yet whose output could be looked at.',
  'charset.undecodable': 'Some of the output cannot be read in the chosen encoding. Choose that of the machine’s locale.',

  'disk.ok': 'The disk of the job folder has room.',
  'disk.low': 'The disk of the job folder has less than 256 MiB left. Make room.',
  'disk.unknown': 'The free space could not be told. Look at df on that machine.',
}
