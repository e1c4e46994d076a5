/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.dist;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What classes need of others when the JVM links them, as lines of text: {@code class NAME}; {@code
 * field} and {@code method OWNER NAME DESCRIPTOR}, with {@code static} and {@code interface} where
 * it is so; and {@code extends NAME BY}, of what is extended or implemented by a class.
 */
final class ClassLinks extends ClassVisitor {
  private static final int API = Opcodes.ASM9;
  private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

  private final Set<String> own;
  private final Map<String, String> links = new TreeMap<>();
  private String current;

  private ClassLinks(Set<String> own) {
    super(API);
    this.own = own;
  }

  /**
   * The links of jars to what is neither in them nor in the JDK.
   *
   * @param content files by their names
   * @return the links, each with a class that needs it
   */
  static Map<String, String> of(Map<String, byte[]> content) {
    Set<String> own = new TreeSet<>();
    content.forEach(
        (file, bytes) -> {
          if (isClass(file)) {
            own.add(new ClassReader(bytes).getClassName());
          }
        });
    ClassLinks all = new ClassLinks(own);
    content.forEach(
        (file, bytes) -> {
          if (isClass(file)) {
            new ClassReader(bytes).accept(all, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
          }
        });
    return all.links;
  }

  /** The GPU backend, for a later Java, has libraries of its own. */
  private static boolean isClass(String file) {
    return file.endsWith(".class") && !file.startsWith("META-INF/");
  }

  private boolean isForeign(String name) {
    return !own.contains(name) && !isOfJdk(name);
  }

  private static boolean isOfJdk(String name) {
    return name.startsWith("jdk/") || JDK.getResource(name + ".class") != null;
  }

  private void add(String link) {
    links.putIfAbsent(link, current);
  }

  private void type(Type type) {
    if (type.getSort() == Type.METHOD) {
      Arrays.stream(type.getArgumentTypes()).forEach(this::type);
      type(type.getReturnType());
      return;
    }
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() == Type.OBJECT && isForeign(element.getInternalName())) {
      add("class " + element.getInternalName());
    }
  }

  private void member(String kind, String owner, String name, String descriptor, String how) {
    type(Type.getObjectType(owner));
    type(Type.getType(descriptor));
    if (!owner.startsWith("[") && isForeign(owner)) {
      add(kind + " " + owner + " " + name + " " + descriptor + how);
    }
  }

  private void constant(Object constant) {
    if (constant instanceof Type type) {
      type(type);
    } else if (constant instanceof Handle handle) {
      handle(handle);
    } else if (constant instanceof ConstantDynamic dynamic) {
      handle(dynamic.getBootstrapMethod());
    }
  }

  private void handle(Handle handle) {
    boolean field = handle.getTag() <= Opcodes.H_PUTSTATIC;
    boolean fixed =
        handle.getTag() == Opcodes.H_INVOKESTATIC
            || handle.getTag() == Opcodes.H_GETSTATIC
            || handle.getTag() == Opcodes.H_PUTSTATIC;
    member(
        field ? "field" : "method",
        handle.getOwner(),
        handle.getName(),
        handle.getDesc(),
        how(fixed, handle.isInterface()));
  }

  private static String how(boolean fixed, boolean ofInterface) {
    return (fixed ? " static" : "") + (ofInterface ? " interface" : "");
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    current = name;
    if (isForeign(parent)) {
      add("extends " + parent + " " + name);
    }
    for (String each : interfaces) {
      if (isForeign(each)) {
        add("extends " + each + " " + name);
      }
    }
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    type(Type.getType(descriptor));
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    type(Type.getMethodType(descriptor));
    return new Code();
  }

  private final class Code extends MethodVisitor {
    Code() {
      super(API);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      type(Type.getObjectType(type));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean fixed = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
      member("field", owner, name, descriptor, how(fixed, false));
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      member("method", owner, name, descriptor, how(opcode == Opcodes.INVOKESTATIC, ofInterface));
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      type(Type.getMethodType(descriptor));
      Arrays.stream(arguments).forEach(ClassLinks.this::constant);
    }

    @Override
    public void visitLdcInsn(Object value) {
      constant(value);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      type(Type.getType(descriptor));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
      if (type != null) {
        type(Type.getObjectType(type));
      }
    }
  }
}
