// Tells as JSON what a PowerShell script consists of: node describe.js <folder of the grammar> <script>
'use strict';

const fs = require('fs');
const { createRequire } = require('module');
const path = require('path');

const [grammar, script] = process.argv.slice(2);
const installed = createRequire(path.join(grammar, 'package.json'));
const { Language, Parser } = installed('web-tree-sitter');

const description = {
  errors: [],
  parameters: [],
  functions: [],
  commands: [],
  members: [],
  assignments: [],
  read: [],
  written: [],
};

function lineOf(node) {
  return node.startPosition.row + 1;
}

function below(node, type) {
  return node.descendantsOfType(type).filter((found) => found !== null);
}

// A value as its source text, and the entries of the hash table that it is, if it is one.
function valueOf(node) {
  const value = { text: unquoted(node.text) };
  const hash = below(node, 'hash_literal_expression')[0];
  if (hash && /^(\[\w+\]\s*)?@\{/.test(node.text)) {
    value.entries = {};
    for (const entry of hash.namedChildren.flatMap((child) => child.namedChildren)) {
      if (entry.type === 'hash_entry') {
        value.entries[unquoted(entry.namedChildren[0].text)] = entry.namedChildren[1].text;
      }
    }
  }
  return value;
}

function unquoted(text) {
  return text.replace(/^(['"])([^'"]*)\1$/, '$2');
}

function parameter(node) {
  const attributes = node.namedChildren
    .filter((child) => child.type === 'attribute_list')
    .flatMap((list) => list.namedChildren.map((attribute) => attribute.text));
  return {
    name: node.namedChildren.find((child) => child.type === 'variable').text.slice(1),
    attributes,
    line: lineOf(node),
  };
}

function command(node) {
  const found = {
    name: node.namedChildren[0].text,
    line: lineOf(node),
    function: functionAround(node),
    parameters: {},
  };
  const elements = node.namedChildren
    .filter((child) => child.type === 'command_elements')
    .flatMap((list) => list.namedChildren)
    .filter((child) => child.type !== 'command_argument_sep');
  elements.forEach((element, i) => {
    if (element.type === 'command_parameter') {
      const next = elements[i + 1];
      const name = element.text.replace(/^-|:$/g, '');
      found.parameters[name] = next && next.type !== 'command_parameter' ? valueOf(next) : { text: '' };
    }
  });
  return found;
}

function functionAround(node) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'function_statement') {
      return below(parent, 'function_name')[0].text;
    }
  }
  return '';
}

// Variables of other scopes, such as env:, are left out; ${name} and $name are the same.
function variable(node) {
  const name = node.text.replace(/^[$@]/, '').replace(/^\{(.*)\}$/, '$1');
  return name.includes(':') ? null : name;
}

function isWritten(node) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    switch (parent.type) {
      case 'left_assignment_expression':
        return !below(parent, 'member_access').length;
      case 'script_parameter':
        return parent.namedChildren.some((child) => child.id === node.id);
      case 'foreach_statement':
        return parent.namedChildren[0].id === node.id || below(parent, 'variable')[0].id === node.id;
      case 'statement_list':
      case 'script_block':
        return false;
    }
  }
  return false;
}

function visit(node) {
  if (node.isError || node.isMissing) {
    description.errors.push({ line: lineOf(node), text: node.text.slice(0, 80) });
  }
  switch (node.type) {
    case 'script_parameter':
      if (node.parent.parent.parent.type === 'program') {
        description.parameters.push(parameter(node));
      }
      break;
    case 'function_statement':
      description.functions.push({
        name: below(node, 'function_name')[0].text,
        asksBeforeChanges: node.text.includes('$PSCmdlet.ShouldProcess('),
      });
      break;
    case 'command':
      if (node.namedChildren[0].type === 'command_name') {
        description.commands.push(command(node));
      }
      break;
    case 'member_access': {
      const [of, member] = node.namedChildren;
      if (of.type === 'variable') {
        description.members.push({ variable: variable(of), member: member.text, line: lineOf(node) });
      }
      break;
    }
    case 'assignment_expression': {
      const [left, , right] = node.namedChildren;
      description.assignments.push({ variable: left.text.slice(1), value: valueOf(right) });
      break;
    }
    case 'variable': {
      const name = variable(node);
      if (name !== null) {
        description[isWritten(node) ? 'written' : 'read'].push(name);
      }
      break;
    }
  }
  node.children.forEach(visit);
}

(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(installed.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))
  );
  visit(parser.parse(fs.readFileSync(script, 'utf8')).rootNode);
  console.log(JSON.stringify(description));
})().catch((e) => {
  console.error(e.stack);
  process.exit(1);
});
