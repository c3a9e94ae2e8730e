@echo off
rem Runs the command packetwright with the Java of JAVA_HOME, or else with the one on the PATH.
rem JAVA_OPTS holds options of the virtual machine.
setlocal

set "java=java"
if not defined JAVA_HOME goto run
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto run
echo packetwright: there is no Java in JAVA_HOME: %JAVA_HOME% 1>&2
exit /b 69

:run
"%java%" %JAVA_OPTS% -jar "%~dp0..\lib\packetwright.jar" %*
exit /b %ERRORLEVEL%
