/**
 * The key that seals are signed with: made at the first start, kept in the data folder for its owner alone, outside of the database, so
 * that whoever can write the database cannot sign what he wrote. Imports node only.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'

const KEY_FILE = 'seal-key.pem'
/** Of the public key's SHA-256, in hex: enough to tell the keys of one site apart. */
const ID_LENGTH = 16

/** `otherKey`: made by a key that we do not have. */
export type SignatureCheck = 'good' | 'otherKey' | 'bad'

export interface SealKey {
  /** The 32 bytes of the Ed25519 key, base64: what is printed on reports. */
  readonly publicKey: string
  /** The signature of a seal's hash, as it is stored: the key's id, a colon, base64. */
  sign(sealHash: string): string
  check(sealHash: string, signature: string): SignatureCheck
}

/** The key of this data folder. Throws where the file is there and is no Ed25519 key. */
export async function openSealKey(dataDir: string): Promise<SealKey> {
  const file = path.join(dataDir, KEY_FILE)
  const pem = (await readIfThere(file)) ?? (await make(dataDir, file))
  const privateKey = createPrivateKey(pem)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is not an Ed25519 key. Put the right file back from the backup.`)
  const ownKey = createPublicKey(privateKey)
  const raw = Buffer.from(ownKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const id = createHash('sha256').update(raw).digest('hex').slice(0, ID_LENGTH)
  return {
    publicKey: raw.toString('base64'),
    sign: (sealHash) => `${id}:${sign(null, Buffer.from(sealHash), privateKey).toString('base64')}`,
    check(sealHash, signature) {
      const [signer = '', made = ''] = signature.split(':')
      if (signer !== id) return 'otherKey'
      return verify(null, Buffer.from(sealHash), ownKey, Buffer.from(made, 'base64')) ? 'good' : 'bad'
    },
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Written aside, flushed and then named: of two that start at once both read the key of the first. */
async function make(dataDir: string, file: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const aside = `${file}.${randomUUID()}`
  const handle = await open(/* turbopackIgnore: true */ aside, 'wx', 0o600)
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(aside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(aside)
  return readFile(file, 'utf8')
}
