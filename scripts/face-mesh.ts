/** The face mesh as the build prepares it, for tests and tools in Node. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reduceGraph, type ReducedGraph } from './graph-model.ts';

const MODELS = resolve(import.meta.dirname, '../node_modules/@vladmandic/human/models');

/** Our names for what the graph answers. */
export const FACE_MESH_OUTPUTS = { mesh: 'output_mesh', presence: 'output_faceflag' } as const;

export const readFaceMesh = async (): Promise<ReducedGraph> =>
  reduceGraph(
    await readFile(resolve(MODELS, 'facemesh.json')),
    await readFile(resolve(MODELS, 'facemesh.bin')),
    FACE_MESH_OUTPUTS,
  );
