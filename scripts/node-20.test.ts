/** The published package in Node 20, which is older than what this repository itself needs: installed, imported, and run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findNode20 } from './examples/node-20.ts';
import { stagePackage } from './staged-package.ts';

const node20 = findNode20();
const folder = mkdtempSync(join(tmpdir(), 'lifesign-node-20-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a server would: imports every entry that needs no framework, and scores a picture. */
const PROGRAM = `
  import { readFile } from 'node:fs/promises';
  for (const entry of ['lifesign', 'lifesign/define', 'lifesign/contract', 'lifesign/testing', 'lifesign/lifesign.js']) {
    await import(entry);
  }
  const { ASSETS, createLivenessNet } = await import('lifesign/vision');
  const read = async (id) => {
    const address = import.meta.resolve('lifesign/assets/' + ASSETS[id].file);
    return new Uint8Array(await readFile(new URL(address))).buffer;
  };
  const net = await createLivenessNet({
    topology: await read('liveness-topology'),
    weights: await read('liveness-weights'),
    loadWasm: (variant) => read(variant === 'simd' ? 'tfjs-wasm-simd' : 'tfjs-wasm'),
  });
  console.log(JSON.stringify({ version: process.version, ...net.selfTest }));
`;

test.skipIf(node20 === null)('npm of Node 20 installs it with strict engines, and its nets run there', () => {
  const { node, path } = node20 ?? { node: '', path: '' };
  const env = { ...process.env, PATH: path };
  stagePackage(join(folder, 'staged'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const args = ['install', '--offline', '--engine-strict', '--install-links', '--no-audit', '--no-fund', './staged'];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
  writeFileSync(join(folder, 'run.js'), PROGRAM);
  const told: unknown = JSON.parse(execFileSync(node, ['run.js'], { cwd: folder, env, encoding: 'utf8' }));
  expect(told).toMatchObject({ version: expect.stringMatching(/^v20\./), backend: 'wasm', passed: true });
});
