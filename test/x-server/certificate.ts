import { createHash, X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

/** A self-signed certificate with its private key, both PEM. */
export interface Certificate {
  certificatePem: string;
  privateKeyPem: string;
  /** SHA-256 of the public key, base64, as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
  spkiSha256Base64: string;
}

let shared: Promise<Certificate> | null = null;

/** The certificate of every local server of this process: making one takes as long as a whole post. */
export function sharedCertificate(): Promise<Certificate> {
  shared ??= createCertificate();
  return shared;
}

/** Makes a certificate for both hosts of X and for the loopback address; it lives one year. */
async function createCertificate(): Promise<Certificate> {
  const pems = await generate([{ name: "commonName", value: "api.x.com" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "api.x.com" },
          { type: 2, value: "x.com" },
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  const publicKey = new X509Certificate(pems.cert).publicKey.export({
    type: "spki",
    format: "der",
  });
  return {
    certificatePem: pems.cert,
    privateKeyPem: pems.private,
    spkiSha256Base64: createHash("sha256").update(publicKey).digest("base64"),
  };
}
