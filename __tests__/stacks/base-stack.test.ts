import { tmpdir } from 'node:os';
import { App, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { namesOf } from '../../config/names';
import { BaseStack } from '../../stacks/base-stack';
import { aConfig } from '../support/builders';

class TestStack extends BaseStack {}

const config = aConfig();
const aStack = () => new TestStack(new App({ outdir: tmpdir() }), 'test', { config, names: namesOf(config) });

test('an address is the path of the construct', () => {
  const stack = aStack();
  const output = new TerraformOutput(new Construct(stack, 'outer'), 'inner', { value: 1 });
  expect(stack.getLogicalId(output)).toBe('outer_inner');
});

test('what a construct is made of first has the address of the construct', () => {
  const stack = aStack();
  expect(stack.getLogicalId(new TerraformOutput(new Construct(stack, 'outer'), 'Resource', { value: 1 }))).toBe('outer');
});

test('two constructs never share an address', () => {
  const stack = aStack();
  stack.getLogicalId(new TerraformOutput(new Construct(stack, 'a'), 'b_c', { value: 1 }));
  const rival = new TerraformOutput(new Construct(stack, 'a_b'), 'c', { value: 1 });
  expect(() => stack.getLogicalId(rival)).toThrow('two constructs have the address "a_b_c": test/a/b_c and test/a_b/c');
});
